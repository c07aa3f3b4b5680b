package io.tributary.auditor;

import io.tributary.protocol.id.RunId;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import java.util.Optional;

/**
 * Where transcripts are. Nothing of it is believed. What cannot be read is a {@link
 * io.tributary.protocol.transcript.TranscriptException} if it is the content, an {@link
 * java.io.UncheckedIOException} if it is the disk.
 */
public interface Archive {
  /** What is kept of a run; empty if nothing is. */
  Optional<RunFolder> kept(RunId run);

  /** The transcript as somebody hands it out now; empty if nobody does. */
  Optional<Transcript> fetched(RunId run);

  /** Keeps what was fetched and has passed. */
  void keep(RunId run, RunFolder folder);
}

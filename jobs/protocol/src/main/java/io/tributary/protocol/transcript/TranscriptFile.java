package io.tributary.protocol.transcript;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The files of a transcript, in the order in which their lines are the leaves of its root. */
public enum TranscriptFile {
  /** The signed request and the parameters it binds. */
  REQUEST,
  /** The job's files by digest, then the vetters' approvals. */
  JOB,
  /** Acceptances and refusals. */
  DECISIONS,
  /** Contributions. */
  CONTRIBUTIONS,
  /** Complaints, proposals and checked sets. */
  CHECKED,
  /** Completions, or the reason why there are none. */
  COMPLETIONS,
  /** The querier's receipt; signs the root over all lines above, so it is not a leaf itself. */
  RECEIPT;

  /** Place in a run folder, with {@code /}. */
  public String path() {
    return "transcript/" + fileName();
  }

  /** Name inside the {@code transcript} folder. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT) + ".jsonl";
  }

  /** Whether the lines are leaves of the root that the receipt signs. */
  public boolean underRoot() {
    return this != RECEIPT;
  }

  /** The file with this {@link #path()}. */
  public static Optional<TranscriptFile> ofPath(String path) {
    return Arrays.stream(values()).filter(file -> file.path().equals(path)).findFirst();
  }
}

package io.tributary.auditor;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.Leaf;
import io.tributary.protocol.transcript.Transcript;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every blob has the digest it is named by, and a line that names it. */
final class BlobsCheck {
  private BlobsCheck() {}

  static String check(Transcript transcript, Lines lines) {
    List<Digest> wrong = transcript.wrongBlobs();
    if (!wrong.isEmpty()) {
      throw new AuditFault(Leaf.blob(wrong.get(0)), "the content has another SHA-256");
    }
    Set<Digest> named = new HashSet<>();
    for (Line<Entry> line : lines.of(Entry.class)) {
      named.addAll(line.entry().blobs());
    }
    for (Digest blob : transcript.blobs().keySet()) {
      AuditFault.unless(named.contains(blob), Leaf.blob(blob), "no line names this blob");
    }
    return transcript.blobs().size() + " blobs";
  }
}

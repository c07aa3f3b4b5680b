package io.tributary.protocol.transcript;

import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.statement.Statement;
import io.tributary.protocol.statement.StatementJson;
import java.util.Arrays;

/**
 * The order of lines within a file: files of the job by path, then statements by party id, then by
 * kind, then by the canonical JSON of the statement. Two lines about one statement compare as
 * equal, whatever their other members: a file holds one of them at most.
 */
public final class LineOrder {
  private LineOrder() {}

  /** Negative if {@code left} comes first, zero if only one of both may be there. */
  public static int compare(Entry left, Entry right) {
    if (left instanceof Entry.JobFile l && right instanceof Entry.JobFile r) {
      return l.path().compareTo(r.path());
    }
    if (left instanceof Entry.JobFile || right instanceof Entry.JobFile) {
      return left instanceof Entry.JobFile ? -1 : 1;
    }
    Statement l = ((Entry.OfStatement) left).signed().statement();
    Statement r = ((Entry.OfStatement) right).signed().statement();
    int byParty = Kind.speaker(l).compareTo(Kind.speaker(r));
    if (byParty != 0) {
      return byParty;
    }
    int byKind = Kind.of(l).compareTo(Kind.of(r));
    return byKind != 0
        ? byKind
        : Arrays.compareUnsigned(
            CanonicalJson.write(StatementJson.write(l)),
            CanonicalJson.write(StatementJson.write(r)));
  }
}

package io.tributary.auditor;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.Leaf;
import io.tributary.protocol.transcript.TranscriptFile;

/**
 * A line of the transcript, read.
 *
 * @param file in which file
 * @param leaf where
 * @param entry what it says
 */
record Line<E extends Entry>(TranscriptFile file, Leaf leaf, E entry) {
  boolean isInFileOf(Line<?> other) {
    return file == other.file;
  }

  /** The statement of a line that holds one. */
  Statement statement() {
    return signed().statement();
  }

  /** The signed statement of a line that holds one. */
  Signed<? extends Statement> signed() {
    return ((Entry.OfStatement) entry).signed();
  }

  /** EIP-712 digest of the statement: its name on the ledger. */
  Digest digest(Domain domain) {
    return Eip712.digest(domain, statement());
  }
}

package io.tributary.auditor;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import java.util.Optional;

/** A ledger that can be asked now, to compare an export with. */
public interface LiveLedger {
  /** Hash of the block that has this number now; empty if there is none. */
  Optional<Digest> blockHash(long number);

  /** A new export of the run. */
  byte[] export(RunId run);
}

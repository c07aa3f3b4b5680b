package io.tributary.auditor;

import io.tributary.ledger.Web3Ledger;
import io.tributary.ledger.chain.ChainExport;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import java.util.Optional;

/** A ledger that can be asked now, to compare an export with. */
public interface LiveLedger {
  /** Hash of the block that has this number now; empty if there is none. */
  Optional<Digest> blockHash(long number);

  /** A new export of the run. */
  byte[] export(RunId run);

  /** The ledger behind a node, at its confirmation depth. The caller closes it. */
  static LiveLedger of(Web3Ledger ledger) {
    return new LiveLedger() {
      @Override
      public Optional<Digest> blockHash(long number) {
        return ledger.blockHash(number);
      }

      @Override
      public byte[] export(RunId run) {
        return ChainExport.export(ledger, run);
      }
    };
  }
}

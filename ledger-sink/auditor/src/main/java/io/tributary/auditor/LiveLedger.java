package io.tributary.auditor;

import io.tributary.ledger.Web3Ledger;
import io.tributary.ledger.chain.ChainExport;
import io.tributary.ledger.chain.ContractLogs;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** A ledger that can be asked now, to compare an export with. */
public interface LiveLedger {
  /** Hash of the block that has this number now; empty if there is none. */
  Optional<Digest> blockHash(long number);

  /** A new export of the run. */
  default byte[] export(RunId run) {
    return export(run, Set.of());
  }

  /** The same with earlier runs that it names. */
  byte[] export(RunId run, Set<RunId> earlier);

  /** The ledger behind a node, at its confirmation depth. The caller closes it. */
  static LiveLedger of(Web3Ledger ledger) {
    return of(ledger, (run, earlier) -> ChainExport.export(ledger, run, earlier));
  }

  /** The same with the logs that there were when they were read. */
  static LiveLedger of(Web3Ledger ledger, ContractLogs logs) {
    return of(ledger, ChainExport.of(ledger, logs)::export);
  }

  private static LiveLedger of(Web3Ledger ledger, BiFunction<RunId, Set<RunId>, byte[]> export) {
    return new LiveLedger() {
      @Override
      public Optional<Digest> blockHash(long number) {
        return ledger.blockHash(number);
      }

      @Override
      public byte[] export(RunId run, Set<RunId> earlier) {
        return export.apply(run, earlier);
      }
    };
  }
}

package io.tributary.sink;

import io.tributary.ledger.ContractWriter;
import io.tributary.ledger.ContractWriter.Outcome;
import io.tributary.ledger.SignedTransaction;
import io.tributary.ledger.chain.BlockRef;
import java.util.Optional;

/** Finds what became of a flight, whichever of its versions it was. */
final class Lookup {
  private final ContractWriter writer;

  Lookup(ContractWriter writer) {
    this.writer = writer;
  }

  /** Of all versions: whichever was mined says it; else the last one, which is the one to send. */
  Outcome outcome(Flight flight) {
    Outcome last = writer.outcome(flight.last());
    for (SignedTransaction earlier : flight.versions().subList(0, flight.versions().size() - 1)) {
      if (isMined(last)) {
        break;
      }
      Outcome outcome = writer.outcome(earlier);
      // Mined, and not deep enough yet: the last one's nonce looks taken.
      boolean coming = last == Outcome.REPLACED && outcome == Outcome.PENDING;
      last = isMined(outcome) || coming ? outcome : last;
    }
    return last;
  }

  /** The block that one of its versions is in; empty if none is in any. */
  Optional<BlockRef> block(Flight flight) {
    return flight.versions().stream().flatMap(v -> writer.blockOf(v).stream()).findFirst();
  }

  static boolean isMined(Outcome outcome) {
    return outcome == Outcome.DONE || outcome == Outcome.REVERTED;
  }
}

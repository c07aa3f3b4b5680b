package io.tributary.auditor;

import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.ledger.chain.LoggedEvent;
import io.tributary.ledger.chain.Place;
import io.tributary.ledger.chain.ReplayedLedger;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.transcript.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The proven events of the audit contract in an export, in order.
 *
 * @param domain chain and contract
 * @param events of the contract, about any run
 * @param gas what a proven transaction used, where that is told
 */
record ChainHistory(Domain domain, List<LoggedEvent> events, Function<Place, OptionalLong> gas) {
  ChainHistory {
    events = List.copyOf(events);
  }

  /** Of which no gas is known. */
  ChainHistory(Domain domain, List<LoggedEvent> events) {
    this(domain, events, place -> OptionalLong.empty());
  }

  /** All events of a type about a run, in order. */
  <E extends LedgerEvent.OfRun> List<Dated<E>> of(RunId run, Class<E> type) {
    List<Dated<E>> found = new ArrayList<>();
    for (int place = 0; place < events.size(); place++) {
      LoggedEvent logged = events.get(place);
      if (type.isInstance(logged.event()) && type.cast(logged.event()).run().equals(run)) {
        Leaf leaf = Leaf.receipt(logged.block().number(), logged.transaction());
        found.add(new Dated<>(leaf, place, logged.time(), type.cast(logged.event())));
      }
    }
    return found;
  }

  /** The one event of a type that a run can have. */
  <E extends LedgerEvent.OfRun> Optional<Dated<E>> one(RunId run, Class<E> type) {
    List<Dated<E>> found = of(run, type);
    if (found.size() > 1) {
      throw new AuditFault(
          found.get(1).leaf(), "a second " + type.getSimpleName() + " of one run on the ledger");
    }
    return found.stream().findFirst();
  }

  /** The ledger as the run left it: what came later, such as another key, is no part of it. */
  Ledger ledgerAtEnd(RunId run) {
    List<Dated<LedgerEvent.OfRun>> all = of(run, LedgerEvent.OfRun.class);
    return ledgerAt(all.get(all.size() - 1));
  }

  /** The ledger as it stood just after this event. */
  Ledger ledgerAt(Dated<?> last) {
    return ReplayedLedger.of(domain, events.subList(0, last.place() + 1));
  }
}

package io.tributary.node;

import io.tributary.mpc.Commitment;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Pieces;
import io.tributary.node.engine.ComparisonOutput;
import io.tributary.node.engine.Comparisons;
import io.tributary.node.engine.Prepared;
import io.tributary.protocol.compare.ComparisonPlan;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.flow.Roster;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.party.Done;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.port.Topics;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the set that this node has committed to, to the one output that it ever seals: at once in a
 * sum run, with the other nodes in a comparison run (PROTOCOL 6.7).
 */
final class Combining {
  private static final Logger LOG = LoggerFactory.getLogger(Combining.class);

  private final Identity me;
  private final Ledger ledger;
  private final Combiner combiner;
  private final Comparisons comparisons;

  Combining(Identity me, Ledger ledger, Combiner combiner) {
    this.me = me;
    this.ledger = ledger;
    this.combiner = combiner;
    this.comparisons = combiner.comparisons();
  }

  /** Whether there is work for this set: to sum it, or to get ready for comparing. */
  boolean isDue(Tx tx, RunView view) {
    return NodeState.output(tx, view.run()).isEmpty() && !comparisons.isLive(view.run());
  }

  /** The work. */
  Done work(RunView view, Digest root, SortedMap<PartyId, Combiner.Held> set) {
    if (!view.compares()) {
      Combiner.Combined combined = combiner.combine(view, root, set);
      return (tx, now, out) -> publish(tx, view, combined.sealed(), combined.completion(), out);
    }
    Prepared prepared = prepare(view, root, set);
    return (tx, now, out) -> {
      if (!NodeState.ended(tx, view.run())) {
        comparisons.begin(tx, view, prepared, out);
        finish(tx, view, out);
      }
    };
  }

  private Prepared prepare(RunView view, Digest root, SortedMap<PartyId, Combiner.Held> set) {
    int first = firstSession(view);
    Roster roster = Roster.of(ledger);
    SortedMap<PartyId, Digest> organisations = new TreeMap<>();
    Map<PartyId, Pieces> pieces = new TreeMap<>();
    try {
      set.forEach(
          (repository, held) -> {
            organisations.put(repository, roster.find(repository).orElseThrow().organisation());
            pieces.put(
                repository,
                combiner.contributions().openPieces(view, held.message(), held.sealed()));
          });
      ComparisonPlan plan = ComparisonPlan.of(view.compiled(), organisations);
      return new Prepared(root, products(view, set), plan, plan.inputs(pieces), first);
    } finally {
      pieces.values().forEach(Pieces::close);
    }
  }

  private int firstSession(RunView view) {
    List<PartyId> nodes = view.request().nodes();
    RunRecord record =
        ledger
            .run(view.run())
            .orElseThrow(() -> new LedgerException("no run " + view.run() + " there now", null));
    for (int node = 0; node < nodes.size(); node++) {
      if (!record.closers().contains(nodes.get(node))) {
        return Committee.without(node).session();
      }
    }
    return Committee.four().session();
  }

  private byte[] products(RunView view, SortedMap<PartyId, Combiner.Held> set) {
    List<CommitmentTable> tables =
        set.values().stream()
            .map(held -> combiner.contributions().table(view, held.message()))
            .toList();
    ByteArrayOutputStream products = new ByteArrayOutputStream();
    for (int piece = 0; piece < Committee.PARTIES; piece++) {
      for (Commitment product : CommitmentTable.product(tables, piece)) {
        products.writeBytes(product.toBytes());
      }
    }
    return products.toByteArray();
  }

  /** Takes in what another node says. */
  void receive(Tx tx, RunView view, Delivery delivery, Outbox out) {
    if (NodeState.ended(tx, view.run()) || NodeState.output(tx, view.run()).isPresent()) {
      return;
    }
    comparisons.receive(tx, view, sender(view, delivery), delivery.value(), out);
    finish(tx, view, out);
  }

  /** By the topic, which the relay lets nobody else write to; the record is signed besides. */
  private int sender(RunView view, Delivery delivery) {
    List<PartyId> nodes = view.request().nodes();
    for (int node = 0; node < nodes.size(); node++) {
      if (delivery.topic().equals(Topics.mpc(nodes.get(node), me.id()))) {
        return node;
      }
    }
    throw ProtocolErrors.malformed("engine record", "its sender is no node of run " + view.run());
  }

  /** Looks at the clock. */
  void tick(Tx tx, RunView view, long now, Outbox out) {
    if (comparisons.isLive(view.run())) {
      comparisons.tick(tx, view, now, out);
      finish(tx, view, out);
    }
  }

  private void finish(Tx tx, RunView view, Outbox out) {
    Optional<ComparisonOutput> output = comparisons.output(view);
    output.ifPresent(made -> publish(tx, view, made.sealed(), made.completion(), out));
  }

  /** The one place where an output becomes this node's output: durable, then sent. */
  private void publish(
      Tx tx, RunView view, byte[] sealed, CompletionMessage completion, Outbox out) {
    RunId run = view.run();
    if (!NodeState.ended(tx, run) && NodeState.output(tx, run, sealed)) {
      me.standing(ledger).publish(run, completion, out);
      LOG.info("run {}: combined", run);
    }
    comparisons.end(tx, run);
  }

  /** Forgets a run that has ended. */
  void end(Tx tx, RunId run) {
    comparisons.end(tx, run);
  }
}

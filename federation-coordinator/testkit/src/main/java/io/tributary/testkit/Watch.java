package io.tributary.testkit;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.fake.FakeLedger;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.OutputMessage;
import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sees everything that is published and holds it against what must never happen, in any run with
 * any faults: an output before the ledger has all completions, or a second sum by one node.
 */
final class Watch implements Bus {
  private final Bus bus;
  private final FakeLedger ledger;
  private final Map<String, Set<Digest>> once = new HashMap<>();
  private final List<String> broken = new ArrayList<>();

  Watch(Bus bus, FakeLedger ledger) {
    this.bus = bus;
    this.ledger = ledger;
  }

  /** Rules that were broken; must be empty. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  /** Different contributions that a repository has published in a run. */
  int contributions(RunId run, PartyId repository) {
    return once.getOrDefault("contribution of " + repository + " in " + run, Set.of()).size();
  }

  /** Different sums that a node has sealed in a run. */
  int sums(RunId run, PartyId node) {
    return once.getOrDefault("sum of " + node + " in " + run, Set.of()).size();
  }

  @Override
  public void publish(List<BusRecord> batch) {
    for (BusRecord item : batch) {
      if (!item.topic().startsWith("tributary-shares-")) {
        look(item);
      }
    }
    bus.publish(batch);
  }

  private void look(BusRecord item) {
    Message message;
    try {
      message = Messages.read(item.value());
    } catch (ProtocolException e) {
      return;
    }
    if (message instanceof OutputMessage m) {
      sum(m.run(), m.node(), Digests.sha256(m.sealed()));
      RunState state = state(m.run());
      if (state != RunState.COMPLETED && state != RunState.RECEIVED) {
        broken.add("run " + m.run() + ": output of " + m.node() + " released while " + state);
      }
    } else if (message instanceof CompletionMessage m) {
      Completion said = m.signed().statement();
      sum(said.runId(), said.node(), said.outputDigest());
    } else if (message instanceof ContributionMessage m) {
      Contribution said = m.signed().statement();
      note("contribution of " + said.repository() + " in " + said.runId(), said.sealedRoot());
    }
  }

  private RunState state(RunId run) {
    return ledger.run(run).map(RunRecord::state).orElse(RunState.NONE);
  }

  private void sum(RunId run, PartyId node, Digest sealed) {
    String what = "sum of " + node + " in " + run;
    if (note(what, sealed) > 1) {
      broken.add("a second " + what);
    }
  }

  private int note(String what, Digest digest) {
    Set<Digest> seen = once.computeIfAbsent(what, w -> new HashSet<>());
    seen.add(digest);
    return seen.size();
  }

  @Override
  public Reader read(Set<String> topics, Map<String, Long> next) {
    return bus.read(topics, next);
  }

  @Override
  public void close() {
    bus.close();
  }
}

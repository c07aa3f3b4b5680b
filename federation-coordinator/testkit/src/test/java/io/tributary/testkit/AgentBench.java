package io.tributary.testkit;

import io.tributary.agent.AgentParty;
import io.tributary.agent.AgentPolicy;
import io.tributary.agent.ContributionMaker;
import io.tributary.protocol.fake.InMemoryStore;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.AcceptanceMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.RefusalMessage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.party.Done;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.RefusalCode;
import io.tributary.protocol.statement.Signed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One agent alone, so that a test says exactly what reaches it and when. */
final class AgentBench {
  private final Federation federation;
  private final PartyId id;
  private Party agent;
  private final InMemoryStore store = new InMemoryStore();
  private final List<BusRecord> sent = new ArrayList<>();
  private long offset;

  AgentBench(Federation federation, String id) {
    this.federation = federation;
    this.id = new PartyId(id);
    this.agent = federation.honest(this.id);
  }

  /** A new process over the old store; its operator trusts these nodes. */
  AgentBench restart(String... trusted) {
    return restart(
        new ContributionMaker(federation.identity(id), federation.ledger(), federation.random()),
        trusted);
  }

  /** As {@link #restart(String...)}, dealing in its own way. */
  AgentBench restart(ContributionMaker maker, String... trusted) {
    Set<PartyId> nodes =
        Arrays.stream(trusted).map(PartyId::new).collect(Collectors.toUnmodifiableSet());
    agent =
        new AgentParty(
            federation.identity(id),
            federation.ledger(),
            new AgentPolicy(nodes, federation.policies(), federation.operators()),
            federation.computer(id),
            maker);
    return this;
  }

  /** What an honest coordinator would send for this question. */
  static RunDispatch dispatch(Federation federation, Asker asker) {
    return dispatch(federation, asker, federation.job().files(), federation.approvals());
  }

  static RunDispatch dispatch(
      Federation federation,
      Asker asker,
      SortedMap<String, byte[]> files,
      List<Signed<Approval>> approvals) {
    return new RunDispatch(asker.sign().signed(), files, approvals, asker.parameters());
  }

  AgentBench receive(RunDispatch dispatch) {
    Delivery delivery =
        new Delivery(Topics.dispatch(id), 0, offset++, "", Messages.write(dispatch));
    store.transact(
        tx -> {
          agent.receive(tx, delivery, outbox());
          return true;
        });
    return this;
  }

  /** Ticks, and does the work that is offered, so many times. */
  AgentBench turn(int times) {
    for (int i = 0; i < times; i++) {
      long now = federation.clock().now();
      store.transact(
          tx -> {
            agent.tick(tx, now, outbox());
            return true;
          });
      Optional<Work> work = store.transact(tx -> agent.work(tx, now));
      if (work.isPresent()) {
        Done done = work.get().run();
        store.transact(
            tx -> {
              done.apply(tx, federation.clock().now(), outbox());
              return true;
            });
      }
    }
    return this;
  }

  /** Does the work that is offered, and is killed before anything comes of it. */
  AgentBench loseWork() {
    store
        .transact(tx -> agent.work(tx, federation.clock().now()))
        .ifPresent(
            work -> {
              Done unused = work.run();
            });
    return this;
  }

  /** Everything in one of its tables, as committed. */
  Map<String, byte[]> table(String name) {
    return store.table(name);
  }

  private Outbox outbox() {
    return sent::addAll;
  }

  /** What it said last: a code, or NONE for an acceptance; empty if it has said nothing. */
  Optional<RefusalCode> said() {
    Optional<RefusalCode> last = Optional.empty();
    for (BusRecord item : sent) {
      if (item.topic().equals(Topics.STATEMENTS)) {
        Message message = Messages.read(item.value());
        if (message instanceof RefusalMessage refusal) {
          last = Optional.of(RefusalCode.of(refusal.signed().statement().code()));
        } else if (message instanceof AcceptanceMessage) {
          last = Optional.of(RefusalCode.NONE);
        }
      }
    }
    return last;
  }

  /** The contribution it has sent first. */
  ContributionMessage contribution() {
    return contributions(item -> true).findFirst().orElseThrow();
  }

  /** The contribution it has sent in a run. */
  ContributionMessage contribution(RunId run) {
    return contributions(item -> item.key().equals(run.toString()))
        .filter(message -> message.signed().statement().runId().equals(run))
        .findFirst()
        .orElseThrow();
  }

  private Stream<ContributionMessage> contributions(Predicate<BusRecord> which) {
    return sent.stream()
        .filter(which)
        .filter(item -> item.topic().equals(Topics.STATEMENTS))
        .map(item -> Messages.read(item.value()))
        .filter(ContributionMessage.class::isInstance)
        .map(ContributionMessage.class::cast);
  }

  /** May this leave now? */
  Party.Leave leave(List<BusRecord> batch) {
    return store.transact(tx -> agent.leave(tx, batch, federation.clock().now()));
  }

  /** All that was handed over, in one list. */
  List<BusRecord> sent() {
    return List.copyOf(sent);
  }

  /** Records of shares that have left. */
  List<BusRecord> shares() {
    return sent.stream().filter(item -> item.topic().startsWith("tributary-shares-")).toList();
  }
}

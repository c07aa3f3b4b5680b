package io.tributary.node;

import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.flow.Intake;
import io.tributary.protocol.flow.Roster;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.flow.RunViews;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.party.Done;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.run.ShareChunks;
import io.tributary.protocol.statement.ComplaintCode;
import io.tributary.protocol.statement.Eip712;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node without I/O (PROTOCOL 6.6 to 6.9). It commits to one set per run, durably and before it
 * sums, and never sums another; what it publishes is stored in the same transaction as the fact.
 */
public final class NodeParty implements Party {
  private static final Logger LOG = LoggerFactory.getLogger(NodeParty.class);

  /** How long after its deadline a run that the ledger never ended is still looked at. */
  private static final long LINGER_SECONDS = 3600;

  private static final long RETRY_SECONDS = 10;

  private final Identity me;
  private final Ledger ledger;
  private final RunViews views;
  private final NodeIntake intake;
  private final ContributionCheck contributions;
  private final SetAgreement agreement;
  private final Combining combining;
  private final OutputRelease release;

  /** Runs to leave alone for a while because their work failed; forgotten on restart. */
  private final Map<RunId, Long> notBefore = new HashMap<>();

  private final Map<RunId, String> said = new HashMap<>();

  /**
   * @param combiner made for the same identity and ledger
   */
  public NodeParty(Identity me, Ledger ledger, Combiner combiner) {
    this.me = me;
    this.ledger = ledger;
    this.views = new RunViews(ledger.domain());
    this.intake = new NodeIntake(me.id(), ledger, views);
    this.contributions = combiner.contributions();
    this.agreement = new SetAgreement(me, ledger, views);
    this.combining = new Combining(me, ledger, combiner);
    this.release = new OutputRelease(me.id());
  }

  @Override
  public Set<String> topics() {
    Roster roster = Roster.of(ledger);
    Stream<String> shares =
        roster.active(Role.REPOSITORY).stream()
            .map(repository -> Topics.shares(repository, me.id()));
    Stream<String> engine =
        roster.active(Role.NODE).stream()
            .filter(node -> !node.equals(me.id()))
            .map(node -> Topics.mpc(node, me.id()));
    return Stream.of(Stream.of(Topics.STATEMENTS), shares, engine)
        .flatMap(topics -> topics)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void receive(Tx tx, Delivery delivery, Outbox out) {
    Intake.receive(
        tx,
        delivery,
        record -> {
          if (Topics.isMpc(record.topic())) {
            engine(tx, record, out);
          } else {
            intake.take(tx, record);
          }
        });
  }

  /** Nodes speak of runs whose set is final, and so of runs that this node knows, or has left. */
  private void engine(Tx tx, Delivery delivery, Outbox out) {
    RunId run = run(delivery);
    if (NodeState.dispatch(tx, run).isPresent()) {
      combining.receive(tx, view(tx, run), delivery, out);
    }
  }

  private static RunId run(Delivery delivery) {
    try {
      return RunId.parse(delivery.key());
    } catch (IllegalArgumentException e) {
      throw ProtocolErrors.malformed("engine record", "its key is no run", e);
    }
  }

  @Override
  public void tick(Tx tx, long now, Outbox out) {
    for (RunId run : NodeState.open(tx)) {
      Optional<RunView> view = readable(tx, run);
      if (view.isEmpty()) {
        LOG.error("run {}: was stored by a version with other formats; given up", run);
        NodeState.end(tx, run, "unreadable");
        continue;
      }
      try {
        look(tx, view.get(), ledger.run(run), now, out);
      } catch (LedgerException e) {
        LOG.warn("run {}: waits, the ledger is silent: {}", run, e.getMessage());
        return;
      } catch (ProtocolException | IllegalArgumentException | IllegalStateException e) {
        // One run ends no process, and holds up no other.
        once(view.get(), "cannot go on now: " + e.getClass().getName());
      }
    }
  }

  /** Empty if dispatch or job are of another version's form. */
  private Optional<RunView> readable(Tx tx, RunId run) {
    try {
      RunView view = view(tx, run);
      view.compiled();
      return Optional.of(view);
    } catch (ProtocolException | JobException e) {
      return Optional.empty();
    }
  }

  private void look(Tx tx, RunView view, Optional<RunRecord> onLedger, long now, Outbox out) {
    if (onLedger.isEmpty() || view.tooLong(now)) {
      linger(tx, view, now);
      return;
    }
    RunRecord record = onLedger.get();
    if (!record.requestDigest().equals(view.requestDigest())) {
      once(view, "the ledger opened it for another request; it is ignored");
      return;
    }
    switch (record.state()) {
      case OPEN -> {
        if (mayAct(view, now)) {
          agreement.look(tx, view, now, out);
        }
        linger(tx, view, now);
      }
      case CLOSED -> {
        if (mayAct(view, now)) {
          choose(tx, view, record);
          combining.tick(tx, view, now, out);
        }
        linger(tx, view, now);
      }
      case COMPLETED, RECEIVED -> {
        if (NodeState.output(tx, view.run()).isPresent()) {
          release.look(tx, view, record, out);
        } else {
          once(view, "the ledger calls it complete, but this node has not summed");
        }
        linger(tx, view, now);
      }
      case ABORTED -> end(tx, view, "aborted");
      case NONE -> linger(tx, view, now);
    }
  }

  private boolean mayAct(RunView view, long now) {
    if (now >= view.request().deadline()) {
      return false;
    }
    boolean counts = me.counts(ledger, view.run());
    if (!counts) {
      once(view, "the roster has another key for this node: start with that");
    }
    return counts;
  }

  /** Says what is wrong with a run, but not at every tick. */
  private void once(RunView view, String what) {
    if (!what.equals(said.put(view.run(), what))) {
      LOG.error("run {}: {}", view.run(), what);
    }
  }

  private void linger(Tx tx, RunView view, long now) {
    if (view.tooLong(now + LINGER_SECONDS) || now >= view.request().deadline() + LINGER_SECONDS) {
      end(tx, view, "expired");
    }
  }

  /** Commits to the final set, if it is one that this node has signed. */
  private void choose(Tx tx, RunView view, RunRecord record) {
    if (NodeState.checked(tx, view.run(), record.inclusionRoot()).isEmpty()) {
      once(view, "the ledger closed it over a set this node never signed");
      return;
    }
    Set<PartyId> members = members(tx, view.run(), record.inclusionRoot()).keySet();
    if (NodeState.chosen(tx, view.run()).isEmpty()
        && SummedBefore.tells(tx, view, members, ledger)) {
      once(view, "another run of this question has summed nearly the same set; it is not summed");
      return;
    }
    Digest chosen = NodeState.choose(tx, view.run(), record.inclusionRoot());
    if (chosen.equals(record.inclusionRoot())) {
      SummedBefore.note(tx, view, members);
    } else {
      once(view, "the ledger now shows a second final set; it is not summed");
    }
  }

  /** Ends a run of which this node releases nothing. */
  private void end(Tx tx, RunView view, String how) {
    combining.end(tx, view.run());
    SummedBefore.forget(tx, view);
    NodeState.end(tx, view.run(), how);
  }

  @Override
  public Optional<Work> work(Tx tx, long now) {
    for (RunId run : NodeState.open(tx)) {
      if (notBefore.getOrDefault(run, Long.MIN_VALUE) > now) {
        continue;
      }
      RunView view = view(tx, run);
      Optional<Work> work = check(tx, view).or(() -> combine(tx, view));
      if (work.isPresent()) {
        return work.map(w -> () -> attempt(run, w));
      }
    }
    return Optional.empty();
  }

  /** Work that fails is left for a while, so that it holds up no other run. */
  private Done attempt(RunId run, Work work) {
    try {
      return work.run();
    } catch (LedgerException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("run {}: its work fails, {}; it is tried again", run, e.getClass().getName());
      return (tx, now, out) -> notBefore.put(run, now + RETRY_SECONDS);
    }
  }

  private Optional<Work> check(Tx tx, RunView view) {
    for (PartyId repository : view.request().repositories()) {
      if (NodeState.hasArrived(tx, view.run(), repository)
          && !NodeState.settled(tx, view.run(), repository)) {
        ContributionMessage message = contribution(tx, view.run(), repository);
        List<byte[]> chunks = NodeState.chunks(tx, view.run(), repository);
        return Optional.of(() -> checked(view, message, complaint(view, message, chunks)));
      }
    }
    return Optional.empty();
  }

  private Optional<ComplaintCode> complaint(
      RunView view, ContributionMessage message, List<byte[]> chunks) {
    try {
      return contributions.complaint(
          view, message, assemble(view, message.signed().statement().repository(), chunks));
    } catch (ProtocolException e) {
      return Optional.of(ComplaintCode.UNREADABLE);
    }
  }

  private Done checked(
      RunView view, ContributionMessage message, Optional<ComplaintCode> complaint) {
    PartyId repository = message.signed().statement().repository();
    Digest digest = Eip712.digest(ledger.domain(), message.signed().statement());
    return (tx, now, out) -> {
      if (NodeState.settled(tx, view.run(), repository) || NodeState.ended(tx, view.run())) {
        return;
      }
      if (complaint.isPresent()) {
        agreement.complain(tx, view, repository, complaint.get(), out);
      } else {
        NodeState.hold(tx, view.run(), repository, digest);
      }
    };
  }

  private Optional<Work> combine(Tx tx, RunView view) {
    Optional<Digest> chosen = NodeState.chosen(tx, view.run());
    if (chosen.isEmpty() || !combining.isDue(tx, view)) {
      return Optional.empty();
    }
    SortedMap<PartyId, Received> members = new TreeMap<>();
    for (PartyId repository : members(tx, view.run(), chosen.get()).keySet()) {
      members.put(
          repository,
          new Received(
              contribution(tx, view.run(), repository),
              NodeState.chunks(tx, view.run(), repository)));
    }
    return Optional.of(() -> combining.work(view, chosen.get(), held(view, members)));
  }

  /** A contribution as it came. */
  private record Received(ContributionMessage message, List<byte[]> chunks) {}

  private SortedMap<PartyId, Combiner.Held> held(
      RunView view, SortedMap<PartyId, Received> members) {
    SortedMap<PartyId, Combiner.Held> set = new TreeMap<>();
    members.forEach(
        (repository, received) ->
            set.put(
                repository,
                new Combiner.Held(
                    received.message(), assemble(view, repository, received.chunks()))));
    return set;
  }

  private static SortedMap<PartyId, Digest> members(Tx tx, RunId run, Digest root) {
    byte[] checked = NodeState.checked(tx, run, root).orElseThrow();
    return ((CheckedMessage) Messages.read(checked)).set().members();
  }

  private byte[] assemble(RunView view, PartyId repository, List<byte[]> chunks) {
    ShareChunks.Assembler assembler =
        new ShareChunks.Assembler(view.run(), repository, me.id(), NodeIntake.longest(view));
    Optional<byte[]> whole = Optional.empty();
    for (byte[] chunk : chunks) {
      whole = assembler.accept(chunk);
    }
    return whole.orElse(new byte[0]);
  }

  private static ContributionMessage contribution(Tx tx, RunId run, PartyId repository) {
    byte[] message = StatementLog.find(tx, run, "contribution", repository).orElseThrow();
    return (ContributionMessage) Messages.read(message);
  }

  private RunView view(Tx tx, RunId run) {
    return views.of(run, () -> NodeState.dispatch(tx, run).orElseThrow());
  }
}

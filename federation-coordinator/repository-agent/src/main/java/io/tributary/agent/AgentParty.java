package io.tributary.agent;

import io.tributary.agent.AgentState.Stage;
import io.tributary.party.config.ConfigException;
import io.tributary.party.desk.OperatorDesk;
import io.tributary.party.desk.WaitingRun;
import io.tributary.party.policy.Policy;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.flow.Intake;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.flow.RunViews;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.AcceptanceMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.RefusalMessage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.party.Done;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.CellComputer;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.RefusalCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A repository's agent without I/O (PROTOCOL 6.3 to 6.5). It deals once per run ever: the batch is
 * made durable before anything leaves, and a restart sends the identical bytes.
 */
public final class AgentParty implements Party {
  private static final Logger LOG = LoggerFactory.getLogger(AgentParty.class);

  private final Identity me;
  private final Ledger ledger;
  private final RunViews views;
  private final DecisionMaker decisions;
  private final DecisionMaker confirmations;
  private final PolicyCheck policy;
  private final OperatorDesk desk;
  private final ReleaseCheck release;
  private final DealingWork dealing;

  /** Runs to leave alone for a second because the ledger was silent; forgotten on restart. */
  private final Map<RunId, Long> notBefore = new HashMap<>();

  public AgentParty(
      Identity me,
      Ledger ledger,
      AgentPolicy policy,
      CellComputer computer,
      ContributionMaker maker) {
    this.me = me;
    this.ledger = ledger;
    this.views = new RunViews(ledger.domain());
    VettingCheck vetting = new VettingCheck(ledger);
    RosterCheck roster = new RosterCheck(me.id(), ledger, policy.trustedNodes());
    this.policy = new PolicyCheck(ledger, vetting, policy.rules());
    this.desk = policy.desk();
    this.release = new ReleaseCheck(ledger, vetting, roster, this.policy);
    DispatchCheck dispatch = new DispatchCheck(ledger);
    JobCheck job = new JobCheck(computer);
    Recall recall = new Recall(ledger, computer, this.policy);
    this.decisions =
        new DecisionMaker(List.of(dispatch, vetting, roster, this.policy, job), recall);
    // A person may say yes outside the hours: they are for askers.
    this.confirmations =
        new DecisionMaker(List.of(dispatch, vetting, roster, this.policy::standing, job), recall);
    this.dealing = new DealingWork(computer, maker, this.policy, recall);
  }

  @Override
  public Set<String> topics() {
    return Set.of(Topics.dispatch(me.id()));
  }

  @Override
  public void receive(Tx tx, Delivery delivery, Outbox out) {
    Intake.receive(tx, delivery, record -> take(tx, record));
  }

  private void take(Tx tx, Delivery delivery) {
    Message message = Messages.read(delivery.value());
    if (!(message instanceof RunDispatch dispatch)) {
      throw ProtocolErrors.malformed("record on a dispatch topic", "it is not a dispatch");
    }
    RunId run = RunView.of(ledger.domain(), dispatch).run();
    // A second dispatch of a run, altered or not, changes nothing: the first one decides.
    AgentState.asked(tx, run, delivery.value());
  }

  @Override
  public void tick(Tx tx, long now, Outbox out) {
    meetPeople(tx);
    for (RunId run : AgentState.at(tx, Stage.ACCEPTED)) {
      goOn(tx, view(tx, run), now, out, () -> AgentState.move(tx, run, Stage.OPEN));
    }
    for (RunId run : AgentState.at(tx, Stage.DEALT)) {
      goOn(tx, view(tx, run), now, out, () -> send(tx, run, out));
    }
  }

  /** Takes their answers, and shows them what waits. */
  private void meetPeople(Tx tx) {
    try {
      List<WaitingRun> waiting = new ArrayList<>();
      for (RunId run : PersonsWord.take(tx, desk)) {
        RunView view = view(tx, run);
        byte[] rule = PersonsWord.awaited(tx).get(run.toString());
        waiting.add(PersonsWord.shown(view, policy.asker(view).id(), rule));
      }
      desk.show(waiting);
      UsedRowsTable.sent(tx).forEach(desk::used);
      desk.spent(BudgetBook.losses(tx));
    } catch (LedgerException e) {
      LOG.warn("the runs that wait for a person cannot be shown: {}", e.getMessage());
    }
  }

  /** Goes on if the ledger, asked now, lets it; refuses if it forbids; else leaves all as it is. */
  private void goOn(Tx tx, RunView view, long now, Outbox out, Runnable next) {
    try {
      Verdict verdict = release.verdict(view, now);
      if (verdict instanceof Verdict.Accept) {
        next.run();
      } else if (verdict instanceof Verdict.Refuse refusal) {
        refuse(tx, view, refusal, out);
      }
    } catch (LedgerException e) {
      LOG.warn("run {}: waits, the ledger is silent: {}", view.run(), e.getMessage());
    }
  }

  private void send(Tx tx, RunId run, Outbox out) {
    out.publish(AgentState.batch(tx, run));
    AgentState.move(tx, run, Stage.SENT);
    AgentState.dropBatch(tx, run);
    LOG.info("run {}: contribution sent", run);
  }

  @Override
  public Optional<Work> work(Tx tx, long now) {
    for (RunId run : AgentState.at(tx, Stage.ASKED)) {
      RunView view = view(tx, run);
      boolean waits = PersonsWord.isAwaited(tx, run) && !DispatchCheck.expired(view.request(), now);
      if (!waits && notBefore.getOrDefault(run, Long.MIN_VALUE) <= now) {
        DecisionMaker own = PersonsWord.said(tx, run).isPresent() ? confirmations : decisions;
        List<StoredAnswer> before = StoredAnswers.before(tx, view);
        return Optional.of(() -> decided(view, own.decide(view, before, now)));
      }
    }
    for (RunId run : AgentState.at(tx, Stage.OPEN)) {
      if (notBefore.getOrDefault(run, Long.MIN_VALUE) <= now) {
        RunView view = view(tx, run);
        Supplier<DealingWork.Outcome> outcome = dealing.of(tx, view, now);
        return Optional.of(() -> dealt(view, outcome.get()));
      }
    }
    return Optional.empty();
  }

  private Done decided(RunView view, Verdict verdict) {
    return (tx, now, out) -> {
      if (AgentState.stage(tx, view.run()).filter(Stage.ASKED::equals).isEmpty()) {
        return;
      }
      try {
        if (verdict instanceof Verdict.Wait || !mayAnswer(view)) {
          notBefore.put(view.run(), now + 1);
        } else {
          if (Verdict.isQuestion(verdict)) {
            StoredAnswers.asked(tx, view);
          }
          answer(tx, view, repeated(tx, view, verdict), now, out);
        }
      } catch (LedgerException | ConfigException e) {
        notBefore.put(view.run(), now + 1);
      }
    };
  }

  /** Whether the answer would count: else it is kept until this runs with the present key. */
  private boolean mayAnswer(RunView view) {
    boolean counts = me.counts(ledger, view.run());
    if (!counts) {
      LOG.warn(
          "run {}: waits, the roster has another key for {}: start with that", view.run(), me.id());
    }
    return counts;
  }

  private Verdict repeated(Tx tx, RunView view, Verdict verdict) {
    if (!(verdict instanceof Verdict.Accept accept)) {
      return verdict;
    }
    Optional<RunId> lost = accept.earlier().filter(run -> !StoredAnswers.hasCells(tx, run));
    return lost.isPresent()
        ? Verdict.refuse(
            RefusalCode.REPEATED, "what was dealt in run " + lost.get() + " is not kept any more")
        : AskedBefore.refusal(tx, view, ledger).map(Verdict.class::cast).orElse(verdict);
  }

  private void answer(Tx tx, RunView view, Verdict verdict, long now, Outbox out) {
    if (verdict instanceof Verdict.Refuse refusal) {
      refuse(tx, view, refusal, out);
      return;
    }
    Optional<Policy.Rule> rule = policy.rule(view, now);
    if (rule.isEmpty()) {
      // The policy has changed since it was asked: it is asked again.
      notBefore.put(view.run(), now);
      return;
    }
    Optional<RunId> earlier = ((Verdict.Accept) verdict).earlier();
    Digest organisation = policy.asker(view).organisation();
    Optional<Verdict.Refuse> refusal =
        RunsAllowed.refusal(tx, organisation, rule.get(), now)
            .or(() -> earlier.isPresent() ? Check.pass() : overspent(tx, view, organisation, now))
            .or(() -> PersonsWord.refusal(tx, view.run()));
    if (refusal.isPresent()) {
      refuse(tx, view, refusal.get(), out);
    } else if (rule.get().approval() == Policy.Approval.MANUAL
        && PersonsWord.said(tx, view.run()).isEmpty()) {
      PersonsWord.await(tx, view.run(), rule.get().name());
      LOG.info("run {}: waits for a person, by rule '{}'", view.run(), rule.get().name());
    } else {
      RunsAllowed.count(tx, organisation, rule.get(), view, now);
      earlier.ifPresentOrElse(
          run -> StoredAnswers.repeat(tx, view, run),
          () -> BudgetBook.reserve(tx, view, organisation, now));
      accept(tx, view, out);
    }
  }

  private Optional<Verdict.Refuse> overspent(Tx tx, RunView view, Digest organisation, long now) {
    return BudgetBook.refusal(tx, view, organisation, policy.budgets(), now);
  }

  private Done dealt(RunView view, DealingWork.Outcome outcome) {
    return (tx, now, out) -> {
      if (AgentState.stage(tx, view.run()).filter(Stage.OPEN::equals).isEmpty()) {
        return;
      }
      if (outcome instanceof DealingWork.Dealt done) {
        keep(tx, view, done, now, out);
      } else if (outcome instanceof DealingWork.Failed failed) {
        refuse(tx, view, failed.refusal(), out);
      } else {
        notBefore.put(view.run(), now + 1);
      }
    };
  }

  /** Makes a dealing final, unless another run was quicker with nearly the same question. */
  private void keep(Tx tx, RunView view, DealingWork.Dealt dealt, long now, Outbox out) {
    Optional<Verdict.Refuse> repeated;
    try {
      repeated = AskedBefore.refusal(tx, view, ledger);
    } catch (LedgerException e) {
      notBefore.put(view.run(), now + 1);
      return;
    }
    if (repeated.isPresent()) {
      refuse(tx, view, repeated.get(), out);
      return;
    }
    AskedBefore.answered(tx, view);
    AgentState.dealt(tx, view.run(), dealt.batch(), dealt.snapshot());
    UsedRowsTable.keep(tx, dealt.used());
    dealt.stored().ifPresent(s -> StoredAnswers.keep(tx, view, s.dealt(), s.cells(), now));
    goOn(tx, view, now, out, () -> send(tx, view.run(), out));
  }

  /**
   * Asked of shares alone, and for the last time: they may have waited long for the relay. Nothing
   * is said when they must stay here; whether the relay got them before is not known.
   */
  @Override
  public Leave leave(Tx tx, List<BusRecord> batch, long now) {
    Optional<RunId> shares =
        batch.stream()
            .filter(item -> !item.topic().equals(Topics.STATEMENTS))
            .map(item -> RunId.parse(item.key()))
            .findFirst();
    if (shares.isEmpty()) {
      return Leave.NOW;
    }
    Verdict verdict = release.verdict(view(tx, shares.get()), now);
    if (verdict instanceof Verdict.Refuse refusal) {
      LOG.warn("run {}: shares do not leave any more: {}", shares.get(), refusal.why());
      return Leave.NEVER;
    }
    return verdict instanceof Verdict.Accept ? Leave.NOW : Leave.LATER;
  }

  private void accept(Tx tx, RunView view, Outbox out) {
    Identity.Standing standing = me.standing(ledger);
    Acceptance statement =
        new Acceptance(me.id(), view.run(), view.requestDigest(), standing.epoch());
    standing.publish(view.run(), new AcceptanceMessage(me.sign(ledger, statement)), out);
    AgentState.move(tx, view.run(), Stage.ACCEPTED);
    PersonsWord.forget(tx, view.run());
    LOG.info("run {}: accepted", view.run());
  }

  private void refuse(Tx tx, RunView view, Verdict.Refuse verdict, Outbox out) {
    Identity.Standing standing = me.standing(ledger);
    Refusal statement =
        new Refusal(
            me.id(), view.run(), view.requestDigest(), verdict.code().code(), standing.epoch());
    standing.publish(view.run(), new RefusalMessage(me.sign(ledger, statement)), out);
    AgentState.move(tx, view.run(), Stage.REFUSED);
    BudgetBook.refund(tx, view.run());
    PersonsWord.forget(tx, view.run());
    AgentState.dropBatch(tx, view.run());
    LOG.info("run {}: refused with {}: {}", view.run(), verdict.code(), verdict.why());
  }

  private RunView view(Tx tx, RunId run) {
    return views.of(run, () -> AgentState.dispatch(tx, run));
  }
}

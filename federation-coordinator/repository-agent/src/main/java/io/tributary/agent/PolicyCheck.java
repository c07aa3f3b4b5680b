package io.tributary.agent;

import io.tributary.party.policy.Ask;
import io.tributary.party.policy.Budget;
import io.tributary.party.policy.Judge;
import io.tributary.party.policy.Judgement;
import io.tributary.party.policy.Policy;
import io.tributary.party.policy.PolicySource;
import io.tributary.protocol.consent.Scope;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.port.CellComputer;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.statement.Verifier;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Does the operator's policy allow it (PROTOCOL 6.3, step 7)? The policy of the moment counts, here
 * and each time that is asked again before shares leave.
 */
final class PolicyCheck implements Check {
  private final Ledger ledger;
  private final VettingCheck vetting;
  private final PolicySource source;

  PolicyCheck(Ledger ledger, VettingCheck vetting, PolicySource source) {
    this.ledger = ledger;
    this.vetting = vetting;
    this.source = source;
  }

  @Override
  public Optional<Verdict.Refuse> refusal(RunView view, long now) {
    return refusal(judgement(view, now, Optional.of(Instant.ofEpochSecond(now))));
  }

  /** As {@link #refusal}, for a run that was asked within the hours. */
  Optional<Verdict.Refuse> standing(RunView view, long now) {
    return refusal(judgement(view, now, Optional.empty()));
  }

  /** The rule that allows a run asked within the hours; empty if none does any more. */
  Optional<Policy.Rule> rule(RunView view, long now) {
    return judgement(view, now, Optional.empty()) instanceof Judgement.Allowed allowed
        ? Optional.of(allowed.rule())
        : Optional.empty();
  }

  /** Whose question it is. */
  Ledger.Party asker(RunView view) {
    return new Verifier(ledger).verifyRequest(view.dispatch().request());
  }

  /** Whose rows count in a run that is computed at this moment. */
  CellComputer.Consent consent(RunView view, long now) {
    Policy policy = source.current();
    JobDefinition job = view.job().definition();
    SortedMap<String, String> subjects = new TreeMap<>();
    for (JobDefinition.Input input : job.inputs()) {
      Optional.ofNullable(policy.tables().get(input.name()))
          .filter(table -> !input.isPublic() && table.consent() == Policy.Consent.REQUIRED)
          .ifPresent(table -> subjects.put(input.name(), table.subject().orElseThrow()));
    }
    return new CellComputer.Consent(
        subjects,
        Scope.of(job.name(), view.request().jobDigest(), view.purpose()),
        Instant.ofEpochSecond(now));
  }

  /** The columns that say whose row a row is, as far as the policy knows, by table of the job. */
  SortedMap<String, String> subjects(RunView view) {
    Policy policy = source.current();
    SortedMap<String, String> subjects = new TreeMap<>();
    for (JobDefinition.Input input : view.job().definition().inputs()) {
      Optional.ofNullable(policy.tables().get(input.name()))
          .filter(table -> !input.isPublic())
          .flatMap(Policy.Table::subject)
          .ifPresent(subject -> subjects.put(input.name(), subject));
    }
    return subjects;
  }

  /** What jobs with noise may cost, by table. */
  Map<String, Budget> budgets() {
    Map<String, Budget> budgets = new TreeMap<>();
    source
        .current()
        .tables()
        .forEach((name, table) -> table.budget().ifPresent(b -> budgets.put(name, b)));
    return budgets;
  }

  private Judgement judgement(RunView view, long now, Optional<Instant> time) {
    Ledger.Party asker = asker(view);
    Ask ask =
        new Ask(
            asker.id(),
            asker.organisation(),
            view.request().jobDigest(),
            view.job().definition(),
            vetting.vetters(view, now),
            view.purpose());
    return Judge.judge(source.current(), ask, time);
  }

  private static Optional<Verdict.Refuse> refusal(Judgement judgement) {
    return judgement instanceof Judgement.Refused refused
        ? Check.no(refused.code(), refused.why())
        : Check.pass();
  }
}

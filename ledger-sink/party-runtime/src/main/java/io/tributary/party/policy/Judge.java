package io.tributary.party.policy;

import io.tributary.party.policy.Policy.Rule;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.statement.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Holds a request against a policy. Nothing here looks at a row, so no refusal can tell anything
 * about one (PROTOCOL 6.3, step 7).
 */
public final class Judge {
  private final Policy policy;
  private final Ask ask;
  private List<Rule> left;
  private Optional<Judgement> refusal = Optional.empty();

  private Judge(Policy policy, Ask ask) {
    this.policy = policy;
    this.ask = ask;
    this.left = policy.rules();
  }

  /**
   * Judges.
   *
   * @param time when it is asked; empty if the hours have been looked at before
   */
  public static Judgement judge(Policy policy, Ask ask, Optional<Instant> time) {
    return new Judge(policy, ask).judgement(time);
  }

  private Judgement judgement(Optional<Instant> time) {
    Optional<String> unfit =
        ask.job().inputs().stream().flatMap(i -> unfit(i).stream()).findFirst();
    if (ask.job().repositories().minimum() < policy.minimum().organisations()) {
      return refused(
          RefusalCode.POLICY,
          "the job opens with fewer organisations than this policy's minimum of "
              + policy.minimum().organisations());
    }
    if (ask.job().release().isEmpty()) {
      return refused(RefusalCode.POLICY, "the job has no release rules");
    }
    if (ask.job().release().get().minSubjects() < policy.minimum().subjects()) {
      return refused(
          RefusalCode.POLICY,
          "the job shows groups of fewer subjects than this policy's minimum of "
              + policy.minimum().subjects());
    }
    if (unfit.isPresent()) {
      return refused(RefusalCode.POLICY, unfit.get());
    }
    keep(
        RefusalCode.POLICY,
        "no rule names this asker",
        r -> r.names(ask.asker(), ask.organisation()));
    keep(RefusalCode.POLICY, "no rule allows this asker the job", this::job);
    keep(
        RefusalCode.POLICY,
        "a vetter whom this policy wants has not signed the job",
        r -> ask.vetters().containsAll(r.vetters()));
    keep(RefusalCode.POLICY, "no rule allows all tables of the job", this::tables);
    keep(RefusalCode.PURPOSE, "the purpose is not one that this policy allows", this::purpose);
    time.ifPresent(
        now -> keep(RefusalCode.HOURS, "it is outside the hours", r -> r.hours().contain(now)));
    return refusal.orElseGet(() -> new Judgement.Allowed(left.get(0)));
  }

  /** The code is that of the first condition that no rule is left after. */
  private void keep(RefusalCode code, String why, Predicate<Rule> condition) {
    left = left.stream().filter(condition).toList();
    if (left.isEmpty() && refusal.isEmpty()) {
      refusal = Optional.of(refused(code, why));
    }
  }

  private static Judgement refused(RefusalCode code, String why) {
    return new Judgement.Refused(code, why);
  }

  private boolean job(Rule rule) {
    return rule.jobs().contains(Policy.ANY)
        || rule.jobs().contains(ask.job().name())
        || rule.jobs().contains(ask.jobDigest().hex());
  }

  private boolean tables(Rule rule) {
    return rule.tables().contains(Policy.ANY)
        || ask.job().inputs().stream()
            .filter(input -> !input.isPublic())
            .allMatch(input -> rule.tables().contains(input.name()));
  }

  private boolean purpose(Rule rule) {
    return rule.purposes().contains(Policy.ANY) || rule.purposes().contains(ask.purpose());
  }

  /** What is wrong with an input whoever asks. */
  private Optional<String> unfit(Input input) {
    if (input.isPublic()) {
      return Optional.empty();
    }
    Policy.Table table = policy.tables().get(input.name());
    if (table == null) {
      return Optional.of("table " + input.name() + " is not in this policy");
    }
    Optional<String> column =
        input.columns().stream().map(Column::name).filter(c -> !table.allows(c)).findFirst();
    if (column.isPresent()) {
      return Optional.of(
          "column " + column.get() + " of table " + input.name() + " is not in this policy");
    }
    if (ask.job().release().orElse(null) instanceof Release.Noised && table.budget().isEmpty()) {
      return Optional.of("table " + input.name() + " has no budget for jobs with noise");
    }
    boolean other =
        table.subject().isPresent()
            && input.subject().isPresent()
            && !input.subject().equals(table.subject());
    return other
        ? Optional.of("the job takes another column of table " + input.name() + " for its subjects")
        : Optional.empty();
  }
}

package io.tributary.agent;

import io.tributary.party.config.ConfigException;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.RefusalCode;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the checks one after the other, and then for an answer that was given before; the first
 * refusal counts, and a silent ledger or an unreadable policy means wait.
 */
final class DecisionMaker {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionMaker.class);

  private final List<Check> checks;
  private final Recall recall;

  DecisionMaker(List<Check> checks, Recall recall) {
    this.checks = List.copyOf(checks);
    this.recall = recall;
  }

  /**
   * @param before runs of the same question, put to the same repositories
   */
  Verdict decide(RunView view, List<StoredAnswer> before, long now) {
    try {
      if (recall.mustWait(view, before, now)) {
        return new Verdict.Wait("the same question is being answered");
      }
      for (Check check : checks) {
        Optional<Verdict.Refuse> refusal = check.refusal(view, now);
        if (refusal.isPresent()) {
          return refusal.get();
        }
      }
      return recall.verdict(view, before, now);
    } catch (LedgerException e) {
      return new Verdict.Wait("the ledger is silent: " + e.getMessage());
    } catch (ConfigException e) {
      LOG.warn("run {}: waits, the policy cannot be read: {}", view.run(), e.getMessage());
      return new Verdict.Wait("the policy cannot be read");
    } catch (ProtocolException | JobException e) {
      return Verdict.refuse(RefusalCode.MALFORMED, e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      // Asked again it would fail again, and hold up every other run. The text may quote a value.
      LOG.warn("run {}: cannot be judged, {}", view.run(), e.getClass().getName());
      return Verdict.refuse(RefusalCode.COMPUTE, "a check failed");
    }
  }
}

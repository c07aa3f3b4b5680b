package io.tributary.agent;

import io.tributary.party.config.ConfigException;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.statement.RefusalCode;
import java.util.Optional;

/**
 * May work for an accepted run go on, and may its shares leave? Asked before computing, again in
 * the transaction that hands the shares over, and again whenever the relay is about to get them,
 * with the answers of that moment: of the ledger, of the vetters' signatures, and of the operator's
 * own list and policy, which may have been shortened meanwhile (PROTOCOL 6.4, 6.5).
 */
final class ReleaseCheck {
  private final Ledger ledger;
  private final VettingCheck vetting;
  private final RosterCheck roster;
  private final PolicyCheck policy;

  ReleaseCheck(Ledger ledger, VettingCheck vetting, RosterCheck roster, PolicyCheck policy) {
    this.ledger = ledger;
    this.vetting = vetting;
    this.roster = roster;
    this.policy = policy;
  }

  /**
   * The verdict.
   *
   * @throws io.tributary.protocol.port.LedgerException if the ledger is silent: nothing leaves
   */
  Verdict verdict(RunView view, long now) {
    if (DispatchCheck.expired(view.request(), now)) {
      return Verdict.refuse(RefusalCode.EXPIRED, "the contribution deadline has passed");
    }
    Optional<Verdict.Refuse> refusal;
    try {
      refusal =
          vetting
              .refusal(view, now)
              .or(() -> roster.trust(view))
              .or(() -> policy.standing(view, now));
    } catch (ConfigException e) {
      return new Verdict.Wait("the policy cannot be read: " + e.getMessage());
    }
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<RunRecord> run = ledger.run(view.run());
    if (run.isEmpty() || run.get().state() == RunState.NONE) {
      return new Verdict.Wait("the run is not open on the ledger yet");
    }
    if (!run.get().requestDigest().equals(view.requestDigest())) {
      return Verdict.refuse(RefusalCode.MALFORMED, "the ledger opened the run for another request");
    }
    if (run.get().state() != RunState.OPEN) {
      return Verdict.refuse(RefusalCode.EXPIRED, "the run is closed on the ledger");
    }
    return Verdict.ACCEPT;
  }
}

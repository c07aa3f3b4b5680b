package io.tributary.agent;

import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.statement.RefusalCode;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Verifier;
import java.util.Optional;

/**
 * Is this what a querier on the roster signed, and in time? The coordinator that relayed it is not
 * believed in anything (PROTOCOL 6.3, steps 1 to 4).
 */
final class DispatchCheck implements Check {
  private final Verifier verifier;

  DispatchCheck(Ledger ledger) {
    this.verifier = new Verifier(ledger);
  }

  @Override
  public Optional<Verdict.Refuse> refusal(RunView view, long now) {
    try {
      verifier.verifyRequest(view.dispatch().request());
    } catch (ProtocolException e) {
      return Check.no(RefusalCode.SIGNATURE, e.getMessage());
    }
    RunRequest request = view.request();
    if (request.contributionDeadline() >= request.deadline() || view.tooLong(now)) {
      return Check.no(RefusalCode.MALFORMED, "the deadlines are out of order or too far off");
    }
    if (expired(request, now)) {
      return Check.no(RefusalCode.EXPIRED, "the contribution deadline has passed");
    }
    try {
      view.job();
    } catch (ProtocolException e) {
      return Check.no(RefusalCode.NOT_VETTED, e.getMessage());
    }
    try {
      view.checkParameters();
      view.checkSizes();
    } catch (ProtocolException e) {
      return Check.no(RefusalCode.MALFORMED, e.getMessage());
    }
    return Check.pass();
  }

  /** A deadline is the first second that is too late. */
  static boolean expired(RunRequest request, long now) {
    return now >= request.contributionDeadline();
  }
}

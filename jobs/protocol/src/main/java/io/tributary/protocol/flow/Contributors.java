package io.tributary.protocol.flow;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.statement.Verifier;
import java.util.Collection;
import java.util.List;

/** Whether enough organisations stand behind an answer (PROTOCOL 3.7). */
public final class Contributors {
  private Contributors() {}

  /**
   * Whether the job's minimum is met, and that of its release rules, for which the asker's own
   * organisation does not count: it could take its own part away.
   *
   * @throws io.tributary.protocol.error.ProtocolException if the request is not by a querier
   * @throws io.tributary.protocol.port.LedgerException if the ledger is silent
   */
  public static boolean suffice(Ledger ledger, RunView view, Collection<PartyId> contributors) {
    Roster roster = Roster.of(ledger);
    if (roster.organisations(contributors) < view.compiled().minimumContributors()) {
      return false;
    }
    int least = view.compiled().release().map(Release::minOrganisations).orElse(0);
    return least == 0 || others(ledger, view, roster, contributors) >= least;
  }

  private static int others(
      Ledger ledger, RunView view, Roster roster, Collection<PartyId> contributors) {
    Digest own = new Verifier(ledger).verifyRequest(view.dispatch().request()).organisation();
    List<PartyId> others =
        contributors.stream()
            .filter(id -> roster.find(id).filter(p -> p.organisation().equals(own)).isEmpty())
            .toList();
    return roster.organisations(others);
  }
}

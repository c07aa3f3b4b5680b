package io.tributary.agent;

import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.flow.Roster;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.LedgerException;

/**
 * The nodes' keys that a run is sealed to: those in force when the ledger opened it, whatever has
 * been rotated since. So a node knows which key opens a share, and an old run ends with the old key
 * (PROTOCOL 6.5).
 */
final class SealingKeys {
  private final Roster roster;
  private final long openedAt;

  private SealingKeys(Roster roster, long openedAt) {
    this.roster = roster;
    this.openedAt = openedAt;
  }

  /**
   * Reads them.
   *
   * @throws LedgerException if the ledger is silent, or shows no such run any more
   */
  static SealingKeys of(Ledger ledger, RunView view) {
    RunRecord run =
        ledger
            .run(view.run())
            .orElseThrow(() -> new LedgerException("no run " + view.run() + " there now", null));
    return new SealingKeys(Roster.of(ledger), run.openedAt());
  }

  Digest of(PartyId node) {
    return roster
        .find(node)
        .filter(party -> party.role() == Ledger.Role.NODE)
        .flatMap(party -> party.keyAt(openedAt))
        .map(Ledger.Key::sealing)
        .filter(key -> !key.equals(Digest.ZERO))
        .orElseThrow(
            () ->
                ProtocolErrors.of(
                    Code.UNKNOWN_PARTY,
                    "node " + node + " had no sealing key on the roster when the run was opened",
                    "Ask its operator to register one"));
  }
}

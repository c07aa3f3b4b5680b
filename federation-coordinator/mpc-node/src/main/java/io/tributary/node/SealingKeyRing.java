package io.tributary.node;

import io.tributary.protocol.flow.Roster;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.seal.SealingKeyPair;
import java.util.List;

/**
 * What opens the shares sealed to this node: its present key, and those it had before, for runs
 * that were opened under them (PROTOCOL 6.5).
 */
public final class SealingKeyRing implements AutoCloseable {
  private final SealingKeyPair present;
  private final List<SealingKeyPair> former;

  public SealingKeyRing(SealingKeyPair present, List<SealingKeyPair> former) {
    this.present = present;
    this.former = List.copyOf(former);
  }

  /** A ring of one key. */
  public static SealingKeyRing of(SealingKeyPair key) {
    return new SealingKeyRing(key, List.of());
  }

  /**
   * The key that this run's shares are sealed to; the present one if that is not on the ring, which
   * then opens nothing.
   *
   * @throws LedgerException if the ledger is silent, or shows no such run any more
   */
  public SealingKeyPair of(Ledger ledger, RunView view, PartyId me) {
    RunRecord run =
        ledger
            .run(view.run())
            .orElseThrow(() -> new LedgerException("no run " + view.run() + " there now", null));
    return Roster.of(ledger)
        .find(me)
        .flatMap(party -> party.keyAt(run.openedAt()))
        .flatMap(
            key -> former.stream().filter(k -> k.publicKey().equals(key.sealing())).findFirst())
        .orElse(present);
  }

  @Override
  public void close() {
    present.close();
    former.forEach(SealingKeyPair::close);
  }
}

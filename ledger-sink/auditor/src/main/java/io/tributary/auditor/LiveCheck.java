package io.tributary.auditor;

import io.tributary.ledger.chain.BlockRef;
import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.ledger.chain.LoggedEvent;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.transcript.Leaf;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The export against a live ledger: it is of the same chain, and nothing was left out of it. Later
 * rotations of keys and approvals, and evidence that came after the run, may be missing: a second
 * contribution and what it cost. That of a node is a log of its own, which may not.
 */
final class LiveCheck {
  private LiveCheck() {}

  static String check(LiveLedger live, ChainHistory chain, RunId run) {
    Set<BlockRef> blocks = new LinkedHashSet<>();
    chain.events().forEach(event -> blocks.add(event.block()));
    for (BlockRef block : blocks) {
      Optional<Digest> hash = live.blockHash(block.number());
      AuditFault.unless(
          hash.isPresent() && hash.get().equals(block.hash()),
          Leaf.block(block.number()),
          "the ledger has another block of this number: " + hash.map(Digest::hex).orElse("none"));
    }
    ChainHistory now = ChainCheck.check(Optional.of(live.export(run))).value();
    Set<LoggedEvent> exported = new HashSet<>(chain.events());
    LoggedEvent last = chain.events().get(chain.events().size() - 1);
    for (LoggedEvent event : now.events()) {
      AuditFault.unless(
          exported.contains(event) || isLater(event, last),
          Leaf.CHAIN,
          "leaves out a "
              + event.event().getClass().getSimpleName()
              + " in block "
              + event.block().number());
    }
    return blocks.size() + " block hashes are those of the ledger, and no log was left out";
  }

  private static boolean isLater(LoggedEvent event, LoggedEvent last) {
    boolean mayFollow =
        !(event.event() instanceof LedgerEvent.OfRun)
            || event.event() instanceof LedgerEvent.EquivocationRecorded
            || event.event() instanceof LedgerEvent.DepositPenalised;
    return mayFollow && event.block().number() > last.block().number();
  }
}

package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.auditor.Audit;
import io.tributary.auditor.AuditReport;
import io.tributary.ledger.LocalLedger;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.transcript.RunFolder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keys are rotated on the contract while a run is under way: it ends, and the next one too. */
final class RotationTest {
  private static final PartyId N1 = new PartyId("n1");
  private static final PartyId R01 = new PartyId("r01");

  private ChainFederation federation;

  @BeforeEach
  void start() {
    federation = new ChainFederation(Seeds.next("rotation"));
    federation.publish(federation.approvals());
  }

  @AfterEach
  void stop() {
    federation.close();
  }

  /** A run that the ledger has opened and to which nobody has dealt. */
  private RunId opened() {
    federation.holdShares(true);
    RunId run = federation.ask();
    federation.await(run, RunState.OPEN);
    federation.later();
    return run;
  }

  private void endsWithAll(RunId run) {
    endsWith(run, Set.copyOf(LocalLedger.REPOSITORIES));
  }

  private void endsWith(RunId run, Set<PartyId> contributors) {
    federation.holdShares(false);
    federation.await(run, RunState.COMPLETED);
    assertEquals(contributors, federation.contributors(run));
    RunFolder folder = federation.folder(run);
    AuditReport report = Audit.run(folder, Optional.empty());
    assertTrue(report.ok(), report.text());
  }

  @Test
  @Tag("threat-59")
  void nodesKeys_rotatedOnTheLedgerFirst_oldRunEndsWithTheOldAndNewRunWithTheNew() {
    RunId before = opened();
    federation.rotate(N1, "n1-3");
    federation.later();
    // The node's process still has the old keys, and nothing else.
    endsWithAll(before);
    federation.restartNode(N1, "n1-3", List.of());
    endsWithAll(federation.ask());
  }

  @Test
  @Tag("threat-59")
  void nodesKeys_changedInTheProcessMidRun_openTheOldRunWithTheFormerKey() {
    RunId before = opened();
    federation.rotate(N1, "n1-3");
    federation.restartNode(N1, "n1-3", List.of("n1-2"));
    federation.later();
    endsWithAll(before);
    endsWithAll(federation.ask());
  }

  @Test
  @Tag("threat-59")
  void repositorysKey_rotatedMidRun_holdsForThatRunOnly() {
    RunId before = opened();
    federation.rotate(R01, "r01-2");
    federation.later();
    endsWithAll(before);
    RunId after = federation.ask();
    federation.await(after, RunState.OPEN);
    federation.restartAgent(R01, "r01-2");
    endsWithAll(after);
  }
}

package io.tributary.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Signed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of four nodes of which one may be missing, on a real chain. */
final class FaultContractTest extends OnChain {
  private static final List<PartyId> FOUR = LocalLedger.FOUR_NODES;

  private RunId run;
  private InclusionSet set;
  private List<Signed<Checked>> checked;
  private List<Signed<Completion>> completions;

  @BeforeEach
  void open() {
    run = chain.openRun(chain.requestWithAFault(chain.vettedJob()));
    set = chain.contribute(run, LocalLedger.REPOSITORIES);
    checked = chain.checked(FOUR, run, set);
    completions = chain.completions(FOUR, run, set.root());
  }

  @Test
  void run_anyThreeOfFourNodes_closeAndComplete() {
    for (int missing = 0; missing < FOUR.size(); missing++) {
      if (missing > 0) {
        open();
      }
      int closer = missing;
      int completer = (missing + 1) % FOUR.size();
      chain.write(close(without(checked, closer)));
      assertEquals(RunState.CLOSED, record().state());
      assertEquals(without(FOUR, closer), record().closers());
      assertEquals(List.of(), record().completed());
      chain.write(LedgerCalls.complete(run, without(completions, completer)));
      assertEquals(RunState.COMPLETED, record().state());
      assertEquals(without(FOUR, closer), record().closers());
      assertEquals(without(FOUR, completer), record().completed());
    }
  }

  @Test
  void run_allFourNodes_closeAndComplete() {
    chain.write(close(checked));
    chain.write(LedgerCalls.complete(run, completions));
    assertEquals(FOUR, record().closers());
    assertEquals(FOUR, record().completed());
  }

  @Test
  void closeAndComplete_twoOfFourNodes_areRefused() {
    assertRefused("NodeCountMismatch", close(checked.subList(0, 2)));
    chain.write(close(checked));
    assertRefused("NodeCountMismatch", LedgerCalls.complete(run, completions.subList(1, 3)));
  }

  @Test
  void closeAndComplete_aNodeTwice_areRefused() {
    assertRefused("UnexpectedNode", close(picked(checked, 0, 1, 1)));
    assertRefused("UnexpectedNode", close(picked(checked, 0, 0, 1)));
    assertRefused("UnexpectedNode", close(picked(checked, 0, 1, 2, 2)));
    assertRefused("UnexpectedNode", close(picked(checked, 1, 3, 3)));
    assertRefused("NodeCountMismatch", close(picked(checked, 0, 1, 2, 3, 3)));
    chain.write(close(checked));
    assertRefused("UnexpectedNode", LedgerCalls.complete(run, picked(completions, 0, 3, 3)));
  }

  @Test
  void closeAndComplete_outOfTheRequestsOrder_areRefused() {
    assertRefused("UnexpectedNode", close(picked(checked, 2, 1, 3)));
    assertRefused("UnexpectedNode", close(picked(checked, 3, 2, 1, 0)));
    chain.write(close(checked));
    assertRefused("UnexpectedNode", LedgerCalls.complete(run, picked(completions, 0, 3, 2)));
    assertTrue(chain.refusal(LedgerCalls.complete(run, picked(completions, 0, 2, 3))).isEmpty());
  }

  @Test
  void close_aNodeThatWasNotAsked_isRefused() {
    List<PartyId> stranger = LocalLedger.ids("n1", "n2", "n4");
    assertRefused("UnexpectedNode", close(chain.checked(stranger, run, set)));
  }

  private LedgerCall close(List<Signed<Checked>> by) {
    return LedgerCalls.close(run, by, set.members());
  }

  private RunRecord record() {
    return ledger.run(run).orElseThrow();
  }

  private static <T> List<T> without(List<T> all, int index) {
    return IntStream.range(0, all.size()).filter(i -> i != index).mapToObj(all::get).toList();
  }

  private static <T> List<T> picked(List<T> all, int... indices) {
    return IntStream.of(indices).mapToObj(all::get).toList();
  }

  private static void assertRefused(String error, LedgerCall call) {
    assertEquals(error, chain.refusal(call).map(LedgerRevert::error).orElse("accepted"));
  }
}

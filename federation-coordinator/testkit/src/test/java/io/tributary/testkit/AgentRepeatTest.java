package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.statement.RefusalCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same question to a set less one would tell what that one holds. */
final class AgentRepeatTest {
  private static final int ENOUGH = 4;
  private static final PartyId N1 = new PartyId("n1");
  private static final List<PartyId> FEWER = List.of(N1, new PartyId("n2"));

  private final Federation federation =
      Plan.of(Seeds.next("repeated questions"))
          .repositories(5)
          .nodes(4)
          .rule("any")
          .minimum(2)
          .start();
  private AgentBench bench = new AgentBench(federation, "r01");

  private RunDispatch asked(String least, String... repositories) {
    return asked(least, federation.roster().nodes(), repositories);
  }

  private RunDispatch asked(String least, List<PartyId> nodes, String... repositories) {
    Asker asker =
        federation
            .asker()
            .of(Arrays.stream(repositories).map(PartyId::new).toList())
            .by(nodes)
            .with("least", least);
    RunDispatch dispatch = AgentBench.dispatch(federation, asker);
    federation.ledger().openRun(dispatch.request());
    return dispatch;
  }

  /** What the agent says in the end, and whether shares left. */
  private Optional<RefusalCode> answer(RunDispatch dispatch) {
    int before = bench.shares().size();
    Optional<RefusalCode> said = bench.receive(dispatch).turn(ENOUGH).said();
    assertEquals(said.equals(Optional.of(RefusalCode.NONE)), bench.shares().size() > before);
    return said;
  }

  /** Nothing comes of the run, so that the next one need not wait for it. */
  private void answered(RunDispatch dispatch) {
    assertEquals(Optional.of(RefusalCode.NONE), answer(dispatch));
    new LedgerEnds(federation).abort(dispatch.run(federation.ledger().domain()));
  }

  private void refused(RunDispatch dispatch) {
    assertEquals(Optional.of(RefusalCode.REPEATED), answer(dispatch));
  }

  @Test
  @Tag("threat-70")
  void question_putToASetLessOne_isRefused() {
    answered(asked("0", "r01", "r02", "r03"));
    refused(asked("0", "r01", "r02"));
    refused(asked("0", "r01", "r02", "r03", "r04"));
    bench.restart("n1", "n2", "n3", "n4");
    refused(asked("0", "r01", "r03"));
    refused(asked("00", "r01", "r03"));
  }

  @Test
  @Tag("threat-70")
  void question_putToTheSameSetOrAnotherOne_isAnswered() {
    answered(asked("0", "r01", "r02", "r03"));
    answered(asked("0", "r01", "r02", "r03"));
    // By r02 and r04 the sets differ, which is as many as the job needs.
    answered(asked("0", "r01", "r03", "r04"));
    answered(asked("1", "r01", "r02"));
    // Only a difference to one of them.
    refused(asked("0", "r01", "r04"));
  }

  @Test
  @Tag("threat-70")
  void question_toBeAddedUpByOtherNodes_isRefused() {
    answered(asked("0", FEWER, "r01", "r02", "r03"));
    answered(asked("0", federation.roster().nodes(), "r01", "r02", "r03"));
    // Whichever of n2 and n4 is honest, it would know of one run only.
    refused(asked("0", List.of(N1, new PartyId("n4")), "r01", "r02", "r03"));
    bench.restart("n1", "n2", "n3", "n4");
    refused(asked("0", List.of(N1, new PartyId("n3")), "r01", "r02", "r03"));
    answered(asked("1", List.of(N1, new PartyId("n3")), "r01", "r02", "r03"));
  }

  @Test
  @Tag("threat-70")
  void questions_putAtOnce_areNotBothAnswered() {
    RunDispatch three = asked("0", "r01", "r02", "r03");
    RunDispatch two = asked("0", "r01", "r02");
    bench.receive(three).receive(two).turn(2);
    assertEquals(Optional.of(RefusalCode.NONE), bench.said());
    bench.turn(ENOUGH);
    assertEquals(Optional.of(RefusalCode.REPEATED), bench.said());
    assertNotEquals(0, bench.shares().size());
    assertEquals(1, bench.shares().stream().map(share -> share.key()).distinct().count());
  }

  @Test
  @Tag("threat-19")
  void run_dispatchedAgain_isAnsweredOnce() {
    RunDispatch dispatch = asked("0", "r01", "r02", "r03");
    answered(dispatch);
    int sent = bench.sent().size();
    bench.receive(dispatch).restart("n1", "n2", "n3", "n4").receive(dispatch).turn(ENOUGH);
    assertEquals(sent, bench.sent().size());
  }
}

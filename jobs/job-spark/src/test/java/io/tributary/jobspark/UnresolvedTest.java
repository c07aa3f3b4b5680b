package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.JobDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Spark's analyzer does not understand is told all at once, in an author's words. */
class UnresolvedTest {
  private static final JobDefinition JOB =
      JobDefinition.parse(
          """
          name: a
          title: b
          inputs:
            t:
              columns:
                kind: {type: string}
                fare: {type: int, bounds: [0, 10]}
          dimensions:
            kind: {values: [x]}
          """
              .getBytes(StandardCharsets.UTF_8));

  private static List<Problem> problems(String sql) {
    return assertThrows(CompileException.class, () -> Compiler.compile(JOB, sql)).problems();
  }

  private static List<String> places(List<Problem> problems) {
    return problems.stream().map(p -> p.line() + ":" + p.column()).toList();
  }

  @Test
  void unknownColumns_areAllTold_eachPlace() {
    List<Problem> problems =
        problems("SELECT kind,\n sum(fair),\n avg(fair),\n sum(tip)\nFROM t GROUP BY kind");
    assertEquals(List.of("2:6", "3:6", "4:6"), places(problems));
    assertEquals("did you mean fare?", problems.get(0).fix());
    assertTrue(problems.get(2).fix().contains("declare it"), problems.toString());
    assertTrue(problems.get(0).why().contains("kind, fare"), problems.toString());
  }

  @Test
  void columnOutsideGroupBy_isShownWhereItStands() {
    List<Problem> problems = problems("SELECT kind,\n fare, count(*) AS n FROM t GROUP BY kind");
    assertEquals(List.of("2:2"), places(problems));
    assertTrue(problems.get(0).fix().contains("GROUP BY"), problems.toString());
  }

  @Test
  void words_haveNoErrorClassAndState() {
    for (Problem problem : problems("SELECT sum(fare FROM t")) {
      String words = problem.what() + problem.why() + problem.fix();
      assertTrue(!words.contains("SQLSTATE") && !words.contains("["), words);
    }
  }
}

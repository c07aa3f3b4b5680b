package io.tributary.cli.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.jobs.SampleColumn.Kind;
import io.tributary.cli.jobs.SampleColumn.Value;
import io.tributary.protocol.job.DefinitionReading;
import io.tributary.protocol.job.JobDefinition;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a sample looks like, the files made from it are in order. */
class TemplateTest {
  private static SampleColumn text(String name, Value... values) {
    return new SampleColumn(
        name, Kind.text, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0, Optional.of(List.of(values)));
  }

  private static SampleColumn number(
      String name, Kind kind, String least, String most, int scale, long blanks) {
    return new SampleColumn(
        name, kind, blanks, new BigDecimal(least), new BigDecimal(most), scale, Optional.empty());
  }

  private static final SampleColumn WARD =
      text("ward", new Value("north", 30), new Value("no", 20), new Value("a: \"b\"\n", 9));

  static List<Sample> samples() {
    return List.of(
        new Sample(60, List.of(WARD, number("cost", Kind.number, "-3.5", "812.25", 2, 0))),
        new Sample(60, List.of(WARD)),
        new Sample(60, List.of(text("name", new Value("only", 60)))),
        new Sample(60, List.of(number("days", Kind.whole, "3", "7", 0, 5))),
        new Sample(60, List.of(number("big", Kind.whole, "0", "40000000000", 0, 0))),
        new Sample(60, List.of(number("fine", Kind.number, "0.000000001", "0.5", 9, 0))),
        new Sample(60, List.of(number("tiny", Kind.number, "-0.001", "-0.0005", 4, 0))),
        new Sample(60, List.of(text("two words", new Value("x", 60)))),
        new Sample(60, List.of(WARD, text("records", new Value("x", 60)))));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void template_anySample_isReadStrictly(Sample sample) {
    Draft draft = Draft.of("a-job", "t", sample, Optional.empty(), List.of());
    String yaml = new Template(draft, true).yaml();
    if (draft.isEmpty()) {
      return;
    }
    DefinitionReading reading = JobDefinition.read(yaml.getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(), reading.problems(), yaml);
  }

  /** An author may take in every column that is offered in a comment. */
  @ParameterizedTest
  @MethodSource("samples")
  void template_commentedColumns_areColumns(Sample sample) {
    List<SampleColumn> columns = new ArrayList<>(List.of(WARD));
    sample.columns().stream().filter(c -> !c.equals(WARD)).forEach(columns::add);
    Draft draft = Draft.of("a-job", "t", new Sample(60, columns), Optional.of(WARD), List.of(WARD));
    String yaml =
        new Template(
                new Draft("a-job", "t", draft.by(), List.of(), Optional.empty(), draft.others()),
                true)
            .yaml()
            .replaceAll("(?m)^      # ([a-z]+: \\{)", "      $1");
    DefinitionReading reading = JobDefinition.read(yaml.getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(), reading.problems(), yaml);
  }

  @Test
  void draft_rareValues_areNotProposedForPublication() {
    SampleColumn town = text("town", new Value("big", 40), new Value("hamlet", 2));
    Sample sample = new Sample(42, List.of(town, number("x", Kind.number, "0", "9.5", 1, 0)));
    Draft draft = Draft.of("a-job", "t", sample, Optional.empty(), List.of());
    assertEquals(1, draft.leftOut());
    Template template = new Template(draft, true);
    assertTrue(template.yaml().contains("big"));
    assertFalse((template.yaml() + template.sql() + template.readme()).contains("hamlet"));
  }

  @Test
  void draft_recordNumbersAndCodes_areNotMeasured() {
    Sample sample =
        new Sample(
            60,
            List.of(
                number("rownames", Kind.whole, "1", "60", 0, 0),
                number("zip", Kind.whole, "10115", "99999", 0, 0),
                number("cost", Kind.number, "1", "2.5", 1, 0)));
    Draft draft = Draft.of("a-job", "t", sample, Optional.empty(), List.of());
    assertEquals(List.of("cost"), draft.of().stream().map(SampleColumn::name).toList());
  }
}

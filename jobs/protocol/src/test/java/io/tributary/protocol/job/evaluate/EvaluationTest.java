package io.tributary.protocol.job.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.Bins;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.OrderStatistic;
import io.tributary.protocol.job.SampleJobs;
import io.tributary.protocol.job.SqlType;
import io.tributary.protocol.job.Statistic;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  /** The vectors come from evaluation.py, which computes them by other means. */
  @Test
  void evaluate_vectors_agreeWithASecondImplementation() throws IOException {
    try (InputStream in = EvaluationTest.class.getResourceAsStream("/vectors/evaluation.json")) {
      JsonNode vectors = new ObjectMapper().readTree(in);
      assertTrue(vectors.size() > 500);
      for (JsonNode vector : vectors) {
        Object value = value(vector);
        JsonNode expected = vector.get("expected");
        Object wanted =
            expected.isNull()
                ? null
                : expected.isTextual()
                    ? new BigDecimal(expected.textValue())
                    : expected.doubleValue();
        assertEquals(wanted, value, vector::toString);
      }
    }
  }

  private static Object value(JsonNode vector) {
    List<BigInteger> opened = new ArrayList<>();
    vector.get("cells").forEach(cell -> opened.add(new BigInteger(cell.textValue())));
    return vector.has("lower") ? ordered(vector, opened) : moments(vector, opened);
  }

  private static Object moments(JsonNode vector, List<BigInteger> opened) {
    String kind = vector.get("kind").textValue();
    int scale = vector.get("scale").intValue();
    SqlType type =
        switch (kind) {
          case "sum" -> SqlType.decimal(38, scale);
          case "avg_decimal" -> SqlType.decimal(38, scale + 4);
          default -> SqlType.DOUBLE;
        };
    Statistic statistic = Statistic.valueOf(kind.replace("_decimal", "").toUpperCase(Locale.ROOT));
    List<BigInteger> centres = new ArrayList<>();
    vector.path("centres").forEach(centre -> centres.add(new BigInteger(centre.textValue())));
    CompiledJob job =
        centres.isEmpty()
            ? SampleJobs.single(statistic, type, scale)
            : SampleJobs.single(statistic, type, scale, centres);
    return only(job, opened.subList(0, statistic.moments().size()));
  }

  private static Object ordered(JsonNode vector, List<BigInteger> counts) {
    OrderStatistic statistic =
        OrderStatistic.valueOf(vector.get("kind").textValue().toUpperCase(Locale.ROOT));
    Bins bins =
        new Bins.Range(
            SqlType.decimal(10, 0),
            vector.get("lower").bigIntegerValue(),
            vector.get("width").bigIntegerValue(),
            counts.size());
    SqlType type = statistic == OrderStatistic.PERCENTILE ? SqlType.DOUBLE : SqlType.decimal(10, 0);
    Optional<BigDecimal> fraction =
        Optional.ofNullable(vector.get("fraction")).map(f -> new BigDecimal(f.textValue()));
    List<BigInteger> cells = new ArrayList<>();
    cells.add(counts.stream().reduce(BigInteger.ZERO, BigInteger::add));
    cells.addAll(counts);
    return only(SampleJobs.ordered(statistic, type, bins, fraction), cells);
  }

  private static Object only(CompiledJob job, List<BigInteger> cells) {
    return Evaluation.evaluate(job, cells).rows().get(0).get(0);
  }

  @Test
  void evaluate_groupsWithoutRows_vanish_andNullAndOtherComeLast() {
    CompiledJob job = SampleJobs.grouped();
    Answer answer = Evaluation.evaluate(job, cells(0, 0, 2, 7, 1, 5, 3, 4));
    assertEquals(
        List.of(
            List.<Object>of("b", 2L, 7L),
            List.<Object>of("other", 1L, 5L),
            Arrays.asList(null, 3L, 4L)),
        answer.rows());
  }

  @Test
  void evaluate_cellsNoRowsCanGive_areRefused() {
    CompiledJob job = SampleJobs.grouped();
    assertThrows(
        JobException.class, () -> Evaluation.evaluate(job, cells(-1, 0, 0, 0, 0, 0, 0, 0)));
    assertThrows(
        JobException.class, () -> Evaluation.evaluate(job, cells(0, 1 << 30, 0, 0, 0, 0, 0, 0)));
    assertThrows(JobException.class, () -> Evaluation.evaluate(job, cells(1, 1)));
    CompiledJob variance = SampleJobs.single(Statistic.VAR_POP, SqlType.DOUBLE, 0);
    assertThrows(JobException.class, () -> Evaluation.evaluate(variance, cells(2, 10, 1)));
  }

  @Test
  void answer_throughJson_isTheSame() {
    Answer answer =
        new Answer(
            List.of(
                new Answer.Column("a", SqlType.decimal(10, 2)),
                new Answer.Column("b", SqlType.DOUBLE),
                new Answer.Column("c", SqlType.BIGINT),
                new Answer.Column("d", SqlType.DATE)),
            List.of(
                List.of(new BigDecimal("1.50"), 0.1, 7L, java.time.LocalDate.of(2020, 2, 29)),
                Arrays.asList(null, 1e300, null, null)));
    assertEquals(Optional.empty(), answer.difference(Answer.fromJson(answer.toJson())));
  }

  private static List<BigInteger> cells(long... values) {
    return Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
  }
}

package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import java.math.BigInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 2^30 rows in each of 2^10 repositories: a cell holds values below 2^80. */
@Tag("threat-45")
class OverflowTest {
  private static final BigInteger SUM_EDGE = BigInteger.TWO.pow(80);
  private static final BigInteger SQUARE_EDGE = BigInteger.TWO.pow(40);

  private static JobDefinition job(BigInteger lower, BigInteger upper) {
    return Samples.parse(
        """
        name: edge
        title: At the edge
        inputs:
          t:
            columns:
              x: {type: "decimal(30,0)", bounds: [%s, %s]}
        limits: {rows: 1073741824}
        repositories: {minimum: 2, maximum: 1024}
        """
            .formatted(lower, upper));
  }

  @Test
  void sum_justBelow120Bits_compiles() {
    CompiledJob job =
        Compiler.compile(
            job(BigInteger.ZERO, SUM_EDGE.subtract(BigInteger.ONE)), "SELECT sum(x) AS s FROM t");
    assertEquals(120, job.sections().get(0).cells().get(2).bound().bitLength());
  }

  @Test
  void sum_at120Bits_refused() {
    refused(job(BigInteger.ZERO, SUM_EDGE), "SELECT sum(x) AS s FROM t", "120 bits");
  }

  @Test
  void sum_negativeAt120Bits_refused() {
    refused(job(SUM_EDGE.negate(), BigInteger.ONE), "SELECT sum(x) AS s FROM t", "120 bits");
  }

  @Test
  void squares_justBelow120Bits_compiles() {
    CompiledJob job =
        Compiler.compile(
            job(BigInteger.ZERO, SQUARE_EDGE.subtract(BigInteger.ONE)),
            "SELECT var_pop(x) AS v FROM t");
    assertEquals(120, job.sections().get(0).cells().get(3).bound().bitLength());
  }

  @Test
  void squares_at120Bits_refused() {
    refused(job(SQUARE_EDGE.negate(), SQUARE_EDGE), "SELECT stddev(x) AS v FROM t", "120 bits");
  }

  @Test
  void squares_at120BitsFarFromZero_areCentred() {
    CompiledJob job =
        Compiler.compile(job(BigInteger.ZERO, SQUARE_EDGE), "SELECT stddev(x) AS v FROM t");
    assertEquals(SQUARE_EDGE.shiftRight(1), job.measures().get(0).centre());
    assertEquals(119, job.sections().get(0).cells().get(3).bound().bitLength());
  }

  @Test
  void expression_couldOverflowItsType_refused() {
    refused(
        Samples.job(""),
        "SELECT sum(CAST(price * price AS decimal(12,2))) AS s FROM t",
        "could overflow decimal(12,2)");
  }

  @Test
  void sum_columnWithoutBounds_refused() {
    JobDefinition job =
        Samples.parse(
            """
            name: open
            title: No bounds
            inputs: {t: {columns: {x: {type: bigint}}}}
            """);
    refused(job, "SELECT sum(x) AS s FROM t", "has no bounds");
    assertEquals(
        2, Compiler.compile(job, "SELECT count(x) AS n FROM t").sections().get(0).cells().size());
  }

  private static void refused(JobDefinition job, String sql, String words) {
    CompileException refusal =
        assertThrows(CompileException.class, () -> Compiler.compile(job, sql));
    assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
  }
}

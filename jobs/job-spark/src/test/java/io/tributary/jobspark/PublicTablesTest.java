package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.JobDefinition;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Public tables are read when the job is compiled, or the job is refused with the place. */
class PublicTablesTest {
  private static final JobDefinition JOB =
      Samples.parse(
          """
          name: public
          title: Public
          inputs:
            t: {columns: {code: {type: int}}}
            regions:
              table: regions.csv
              columns:
                code: {type: int, nullable: false, bounds: [0, 9]}
                name: {type: string}
                share: {type: "decimal(4,3)"}
                since: {type: date}
          """);
  private static final String SQL = "SELECT sum(share) AS s FROM t JOIN regions USING (code)";

  private static CompileException refused(String csv) {
    return assertThrows(
        CompileException.class,
        () ->
            Compiler.compile(
                JOB, SQL, Map.of("regions.csv", csv.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void read_quotesBlanksAndOtherOrder_asDeclared() {
    Problems problems = new Problems("public");
    String csv = "\uFEFFname,code,since,share\r\n\"a \"\"b\"\", c\",1,1998-12-01,0.5\n,2,,\n";
    PublicTables tables =
        PublicTables.read(
            JOB, Map.of("regions.csv", csv.getBytes(StandardCharsets.UTF_8)), problems);
    assertTrue(problems.isEmpty());
    assertEquals(
        List.of(
            RowFactory.create(
                1, "a \"b\", c", new BigDecimal("0.500"), java.time.LocalDate.of(1998, 12, 1)),
            RowFactory.create(2, null, null, null)),
        tables.external(JOB.inputs().get(1)));
  }

  @Test
  void interval_ofColumnWithoutBounds_isThatOfItsValues() {
    String csv = "code,name,share,since\n1,a,0.25,\n2,b,0.75,\n";
    Compilation compilation =
        Compiler.compilation(JOB, SQL, Map.of("regions.csv", csv.getBytes(StandardCharsets.UTF_8)));
    assertEquals(new BigDecimal("0.750"), compilation.job().measures().get(0).upper());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "code,name,share | other columns",
        "code,name,share,since,more | other columns",
        "code,name,share,since\\n1,a,0.5 | broken at record 1",
        "code,name,share,since\\n1,a,0.5,\\n12x,b,0.5, | record 2, column code",
        "code,name,share,since\\n,a,0.5, | record 1, column code",
        "code,name,share,since\\n1,a,0.12345, | record 1, column share",
        "code,name,share,since\\n1,a,0.5,1998-02-30 | record 1, column since",
        "code,name,share,since\\n10,a,0.5, | record 1, column code",
        "code,name,share,since\\n1,\"a,0.5, | a quote is never closed",
        "code,name,share,since\\n1,\"a\"b,0.5, | text follows"
      },
      quoteCharacter = '`')
  void compile_badTable_isRefusedWithItsPlace(String csv, String words) {
    String message = refused(csv.replace("\\n", "\n")).getMessage();
    assertTrue(message.contains(words) && message.contains("regions.csv"), message);
  }

  @Test
  void compile_tableThatIsNotThere_isRefused() {
    CompileException refusal =
        assertThrows(CompileException.class, () -> Compiler.compile(JOB, SQL, Map.of()));
    assertTrue(refusal.getMessage().contains("not in the job's folder"));
    assertTrue(refused("").getMessage().contains("has no header"));
  }

  @Test
  void compile_oneMoreRow_isAnotherCompiledForm_onlyThroughTheTable() {
    String csv = "code,name,share,since\n1,a,0.25,\n";
    Map<String, byte[]> files = Map.of("regions.csv", csv.getBytes(StandardCharsets.UTF_8));
    assertEquals(Compiler.compile(JOB, SQL, files), Compiler.compile(JOB, SQL, files));
  }
}

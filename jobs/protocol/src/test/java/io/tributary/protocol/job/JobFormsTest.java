package io.tributary.protocol.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.id.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The written forms of a job: what is read strictly, and what a digest covers. */
class JobFormsTest {
  private static final String YAML =
      """
      name: sample
      title: A sample
      inputs:
        t:
          columns:
            x: {type: "decimal(8,2)", bounds: [0, 10.5]}
      parameters:
        least: {type: "decimal(8,2)", range: [0, 10], default: 1}
        who: {type: string, values: [me, you]}
      repositories: {minimum: 3}
      """;

  private static JobDefinition parse(String yaml) {
    return JobDefinition.parse(yaml.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: A sample | titel: A sample | titl",
        "bounds: [0, 10.5] | bound: [0, 10.5] | did you mean 'bounds'",
        "bounds: [0, 10.5] | bounds: [11, 10.5] | lower",
        "bounds: [0, 10.5] | bounds: [0, 10.555] | must fit",
        "decimal(8,2)\", bounds | double\", bounds | not exact",
        "default: 1 | default: 11 | is not one of",
        "minimum: 3 | minimum: 1 | whole number",
        "name: sample | name: Sample Job | names are",
        "values: [me, you] | values: [1, 2] | put it in quotes",
        "default: 1 | default: 1, step: 0 | no step",
        "default: 1 | default: 1, step: 0.001 | no step",
        "default: 1 | default: 1, step: 0.3 | is not one of",
        "[me, you] | [me, you], step: 1 | only a range",
        "title: A sample | title: A sample\\ntitle: B | appears twice"
      })
  void definition_brokenRule_isRefusedWithItsPlace(String from, String to, String words) {
    String broken = YAML.replace(from, to.replace("\\n", "\n"));
    assertNotEquals(YAML, broken);
    JobException refusal = assertThrows(JobException.class, () -> parse(broken));
    assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: float, bounds: [0, 1]",
        "type: double, scale: 2",
        "type: double, scale: 40, bounds: [0, 1]",
        "type: double, scale: 1, bounds: [0, 1.55]",
        "type: int, scale: 2",
        "type: date, bounds: ['2020-01-02', '2020-01-01']",
        "type: date, bounds: [1, 2]",
        "type: timestamp, bounds: ['2020-01-01', '2020-01-02']",
        "type: string, bounds: [a, b]"
      })
  void column_brokenRule_isRefused(String column) {
    String broken = YAML.replace("type: \"decimal(8,2)\", bounds: [0, 10.5]", column);
    assertNotEquals(YAML, broken);
    assertThrows(JobException.class, () -> parse(broken));
  }

  @Test
  void column_double_isPublishedAsTheShortestDecimal() {
    JobDefinition.Column column =
        parse(
                YAML.replace(
                    "\"decimal(8,2)\", bounds: [0, 10.5]", "double, scale: 3, bounds: [0, 500]"))
            .inputs()
            .get(0)
            .columns()
            .get(0);
    assertEquals(SqlType.decimal(6, 3), column.published());
    assertTrue(column.publishedNullable());
  }

  @Test
  void inputs_ofEveryForm_areReadBackFromTheCompiledForm() {
    JobDefinition job =
        parse(
            """
            name: sample
            title: A sample
            subjects: disjoint
            inputs:
              t:
                subject: who
                columns:
                  who: {type: string, nullable: false}
                  weight: {type: double, scale: 3, bounds: [-0.5, 500]}
                  born: {type: date, bounds: [1900-01-01, 2030-12-31]}
                  seen: {type: timestamp, bounds: ["1999-12-31 23:59:59.5", 2030-01-01T00:00:00Z]}
                  heard: {type: timestamp_ntz}
              regions:
                table: regions.csv
                columns: {region: {type: string}}
            """);
    assertTrue(job.disjointSubjects());
    assertTrue(job.inputs().get(1).isPublic());
    CompiledJob compiled = SampleJobs.reading(job.inputs());
    assertEquals(job.inputs(), CompiledJob.parse(compiled.write()).inputs());
    String json = new String(compiled.write(), StandardCharsets.UTF_8);
    assertTrue(json.contains("\"lower\":\"1999-12-31 23:59:59.5\""), json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"subjects: shared", "subjects: disjoint"})
  void subjects_unknownOrWithoutAColumn_refused(String subjects) {
    assertThrows(JobException.class, () -> parse(YAML + subjects + "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x.csv",
        "x.txt",
        "X.csv",
        "a/b.csv",
        ".csv",
        "x.csv\\0",
        "/etc/x.csv",
        "query.sql"
      })
  @Tag("threat-10")
  void publicTable_nameThatIsNoPlainName_refused(String name) {
    String table = "  r: {table: \"" + name + "\", columns: {x: {type: int}}}\nparameters:";
    assertThrows(JobException.class, () -> parse(YAML.replace("parameters:", table)));
    assertFalse(JobPackage.isFile(name) && !name.equals("query.sql"));
  }

  @Test
  void parameters_checked_haveOneTextForm() {
    Map<String, String> checked =
        ParameterValues.check(parse(YAML), Map.of("least", "2.5", "who", "me"));
    assertEquals(Map.of("least", "2.50", "who", "me"), checked);
    assertEquals(
        checked, ParameterValues.check(parse(YAML), Map.of("least", "+2.500", "who", "me")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"77777", "7.777", "77777x", "0x77777", "", "1e77777", "٧٧٧٧٧"})
  void parameters_wrongValue_nameTheParameterButNotTheValue(String value) {
    JobException refusal =
        assertThrows(
            JobException.class,
            () -> ParameterValues.check(parse(YAML), Map.of("least", value, "who", "me")));
    assertEquals(JobException.Kind.BAD_PARAMETER, refusal.kind());
    assertTrue(refusal.getMessage().contains("least"));
    assertFalse(refusal.getMessage().contains("777"));
  }

  @Test
  void parameters_unknownOrMissing_refused() {
    assertThrows(
        JobException.class,
        () -> ParameterValues.check(parse(YAML), Map.of("who", "me", "more", "1")));
    assertThrows(JobException.class, () -> ParameterValues.check(parse(YAML), Map.of()));
  }

  @Test
  @Tag("threat-3")
  void compiled_anyFlippedByte_isRefusedOrAnotherJob() {
    CompiledJob job = SampleJobs.grouped();
    byte[] good = job.write();
    assertEquals(job, CompiledJob.parse(good));
    for (int i = 0; i < good.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] bad = good.clone();
        bad[i] ^= (byte) (1 << bit);
        Optional<CompiledJob> read = read(bad);
        assertTrue(read.isEmpty() || !read.get().digest().equals(job.digest()));
      }
    }
  }

  private static Optional<CompiledJob> read(byte[] bytes) {
    try {
      return Optional.of(CompiledJob.parse(bytes));
    } catch (JobException e) {
      return Optional.empty();
    }
  }

  @Test
  @Tag("threat-2")
  void package_anyFlippedByte_hasAnotherDigest() {
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put(JobPackage.DEFINITION, YAML.getBytes(StandardCharsets.UTF_8));
    files.put(JobPackage.QUERY, "SELECT 1".getBytes(StandardCharsets.UTF_8));
    files.put(JobPackage.COMPILED, SampleJobs.grouped().write());
    files.put(JobPackage.README, "Words.".getBytes(StandardCharsets.UTF_8));
    Digest good = JobPackage.of(files).digest();
    for (String file : files.keySet()) {
      byte[] bytes = files.get(file);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] ^= 1;
        assertNotEquals(good, JobPackage.of(files).digest());
        bytes[i] ^= 1;
      }
    }
    assertEquals(good, JobPackage.of(files).digest());
    files.put("regions.csv", new byte[1 << 20]);
    JobPackage surplus = JobPackage.of(files);
    assertNotEquals(good, surplus.digest());
    assertThrows(JobException.class, surplus::definition);
    files.put("more.csv", new byte[1]);
    assertThrows(JobException.class, () -> JobPackage.of(files));
    files.remove("more.csv");
    files.remove("regions.csv");
    files.put("evil.jar", new byte[1]);
    assertThrows(JobException.class, () -> JobPackage.of(files));
    files.remove("evil.jar");
    files.remove(JobPackage.README);
    assertThrows(JobException.class, () -> JobPackage.of(files));
  }

  @Test
  void modelJob_hasNoQueryAndItsSqlFollows(@TempDir Path folder) throws IOException {
    String model = "model: {kind: t_test, input: t, formula: x ~ 1}\n";
    String yaml = "name: m\ntitle: M\ninputs: {t: {columns: {x: {type: int}}}}\n";
    Files.writeString(folder.resolve(JobPackage.DEFINITION), yaml + model);
    Files.write(folder.resolve(JobPackage.COMPILED), SampleJobs.grouped().write());
    Files.writeString(folder.resolve(JobPackage.README), "Words.");
    JobPackage job = JobPackage.read(folder);
    assertEquals(3, job.files().size());
    assertEquals("SELECT\n  count(x)\nFROM t\n", job.sql());
    Files.writeString(folder.resolve(JobPackage.QUERY), "SELECT 1");
    assertThrows(JobException.class, () -> JobPackage.read(folder));
    SortedMap<String, byte[]> both = new TreeMap<>(job.files());
    both.put(JobPackage.QUERY, new byte[0]);
    assertThrows(JobException.class, JobPackage.of(both)::definition);
    SortedMap<String, byte[]> neither = new TreeMap<>(job.files());
    neither.put(JobPackage.DEFINITION, yaml.getBytes(StandardCharsets.UTF_8));
    assertThrows(JobException.class, JobPackage.of(neither)::sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "kind: pca, formula: ~ x | this is no formula of a pca",
        "kind: t_test, formula: x ~ y | this is no formula of a t_test",
        "kind: anova, formula: x ~ C(g), mean: 1 | 'mean' is only for",
        "kind: describe, formula: ~ x, standardise: true | 'standardise' is only for",
        "kind: t_test, formula: x ~ 1, variances: equal | 'variances' is only for",
        "kind: describe, formula: ~ log(x) | the formula cannot be read",
        "kind: forest, formula: ~ x | must be one of",
      })
  void badModel_isRefused(String model, String words) {
    String yaml = "name: m\ntitle: M\ninputs: {t: {columns: {x: {type: int}}}}\nmodel: {input: t, ";
    JobException refused =
        assertThrows(
            JobException.class,
            () -> JobDefinition.parse((yaml + model + "}").getBytes(StandardCharsets.UTF_8)));
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
  }
}

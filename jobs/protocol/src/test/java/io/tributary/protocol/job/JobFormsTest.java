package io.tributary.protocol.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.id.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
        "default: 1 | default: 11 | outside",
        "minimum: 3 | minimum: 1 | whole number",
        "name: sample | name: Sample Job | names are",
        "values: [me, you] | values: [1, 2] | put it in quotes",
        "title: A sample | title: A sample\\ntitle: B | appears twice"
      })
  void definition_brokenRule_isRefusedWithItsPlace(String from, String to, String words) {
    String broken = YAML.replace(from, to.replace("\\n", "\n"));
    assertNotEquals(YAML, broken);
    JobException refusal = assertThrows(JobException.class, () -> parse(broken));
    assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
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
    files.remove(JobPackage.README);
    assertThrows(JobException.class, () -> JobPackage.of(files));
  }
}

package io.tributary.party.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.party.config.ConfigException;
import io.tributary.party.config.StrictConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyTest {
  private static final Path SAMPLE = Path.of("../../conf/policy.yaml").toAbsolutePath().normalize();

  @Test
  void sample_inConf_loadsAndReadsAloud() {
    List<String> words = PolicyWords.of(Policy.load(SAMPLE));
    assertEquals(
        "Rule 'health research by the university': alice or anybody of University of Utrecht may"
            + " ask hospital-stay or stay-describe that vetter-1 has signed of stays, for 'health"
            + " research', on mon, tue, wed, thu, fri from 08:00 to 18:00 (Europe/Amsterdam), at"
            + " most 20 times an organisation in any day; a person decides on each run.",
        words.get(5));
    assertEquals(
        "Of table stays, jobs may read the columns los, died, age80, type; rows count only where"
            + " the person in column patient has granted it. Jobs with noise may cost its people a"
            + " privacy loss of rho 2 in any month, of which one organisation may ask 0.5.",
        words.get(3));
  }

  /** Every key of the sample that is left out or misspelt is an error: closed by default. */
  @Test
  void sample_withAnyLineLeftOut_isRefused() throws Exception {
    List<String> lines = Files.readAllLines(SAMPLE);
    int tried = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      // Questions that have an answer when left out: nobody besides, no vetter besides.
      boolean optional =
          line.startsWith("organisations: [")
              || line.startsWith("vetters:")
              || line.startsWith("budget:")
              || line.equals("askers: [alice]");
      if (line.startsWith("#") || line.isEmpty() || optional || line.startsWith("- name: trips")) {
        continue;
      }
      StringBuilder rest = new StringBuilder();
      for (int j = 0; j < lines.size(); j++) {
        rest.append(j == i ? "" : lines.get(j) + "\n");
      }
      assertThrows(ConfigException.class, () -> read(rest.toString()), "without: " + line);
      tried++;
    }
    assertTrue(tried > 25, "tried " + tried);
  }

  @ParameterizedTest
  @CsvSource({
    "askers:, asker:, did you mean 'askers'",
    "purposes:, purpose:, did you mean 'purposes'",
    "consent: required, consnet: required, did you mean 'consent'",
    "minimum:, minimums:, did you mean 'minimum'",
    "consent: required, consent: maybe, 'required, not-required'",
    "rho: 2, rho: 0, rho: write a number above 0",
    "rho: 2, rho: two, expected a number",
    "organisation: 0.5, organisation: 3, at most rho",
    "per: month, per: moon, 'day, week, month, year, ever'",
    "most: 20, most: 0, most: write 1",
    "most: 20, most: -1, most: write 1",
    "most: 20, most: 99999999999999999999, expected a whole number",
    "most: 20, most: 2.5, expected a whole number",
    "organisations: 3, organisations: 1, organisations: write 2",
    "subjects: 10, subjects: 0, subjects: write how many",
    "per: day, per: year, 'hour, day, week'",
    "approval: manual, approval: yes, expected text",
    "approval: manual, approval: none, 'automatic, manual'",
    "askers: [alice], askers: [Alice Doe], ids of parties",
    "purposes: [health research], purposes: [], name at least one",
    "tables: [stays], tables: [patients], does not describe",
    "subject: patient, '', subject:",
    "'name: trips, for anybody', name: health research by the university, same name",
  })
  void sample_withAMistake_isRefusedWithWhatToDo(String good, String bad, String told)
      throws Exception {
    String text = Files.readString(SAMPLE);
    assertTrue(text.contains(good), good);
    String wrong = text.replaceFirst(java.util.regex.Pattern.quote(good), bad == null ? "" : bad);
    ConfigException e = assertThrows(ConfigException.class, () -> read(wrong));
    assertTrue(e.getMessage().contains(told), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "a: &a [x, x]\nb: *a\n",
        "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        "--- {}\n--- {}\n",
        "minimum: {organisations: 2, subjects: 1}\nminimum: {organisations: 2, subjects: 1}\n",
        "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://localhost/\"]]",
        "minimum: \t{",
      })
  void text_thatIsNoPolicyOrABomb_isRefused(String text) {
    assertThrows(ConfigException.class, () -> read(text));
  }

  @Test
  void text_nestedWithoutEnd_isRefused() {
    assertThrows(ConfigException.class, () -> read("tables: " + "[".repeat(200_000)));
  }

  @Test
  void source_ofAFileThatIsMissing_saysWhatToDo(@TempDir Path folder) {
    ConfigException e =
        assertThrows(ConfigException.class, () -> PolicySource.file(folder.resolve("policy.yaml")));
    assertTrue(e.getMessage().contains("copy conf/policy.yaml"), e.getMessage());
  }

  @Test
  void source_ofAFileThatChanges_isReadAgainAndFailsClosed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("policy.yaml");
    Files.copy(SAMPLE, file);
    PolicySource source = PolicySource.file(file);
    assertEquals(3, source.current().minimum().organisations());
    String text = Files.readString(file);
    Files.writeString(file, text.replace("organisations: 3", "organisations: 4"));
    assertEquals(4, source.current().minimum().organisations());
    Files.writeString(file, text.replace("organisations: 3", "organisations: 1"));
    assertThrows(ConfigException.class, source::current);
    assertThrows(ConfigException.class, source::current);
    Files.delete(file);
    assertThrows(ConfigException.class, source::current);
    Files.writeString(file, text);
    assertEquals(3, source.current().minimum().organisations());
  }

  private static Policy read(String yaml) {
    return StrictConfig.parse(yaml, Path.of("/"), Policy.class);
  }
}

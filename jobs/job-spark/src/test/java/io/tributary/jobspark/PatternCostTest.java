package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pattern from a job's author must not hang a repository. */
@Tag("threat-11")
class PatternCostTest {
  private static final long SEED = 20261124;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[A-Z]{2}-[0-9]+$",
        "[a-z]+@[a-z]+\\.[a-z]+",
        "^\\d{4}-\\d{2}$",
        "colou?r|gr[ae]y",
        "^(?:a|bc)?x",
        "foo.*bar",
        "\\bcat\\b",
        "[^,]*,[^,]*,",
        ""
      })
  void regex_thatEndsSoon_passes(String pattern) {
    assertEquals(Optional.empty(), PatternCost.refusesRegex(pattern));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "(a|a)*b",
        "(.*)*",
        "((ab)*)*",
        ".*.*.*.*x",
        "a*a*a*a*b",
        "a?a?a?a?a?a?a?a?a?a?aaaaaaaaaa",
        "(a|b|ab)(a|b|ab)(a|b|ab)(a|b|ab)(a|b|ab)(a|b|ab)(a|b|ab)x",
        "(?=x)y",
        "(?<n>a)",
        "(?i)a",
        "(a)\\1",
        "\\p{L}",
        "\\Qa\\E",
        "[a[b]]",
        "[a&&b]",
        "(a",
        "a)",
        "[a",
        "a{2,1}",
        "a{1000}",
        "*a",
        "\\",
        "a{0,999}b{0,999}"
      })
  void regex_thatMayTakeLong_orIsBroken_isRefused(String pattern) {
    assertTrue(PatternCost.refusesRegex(pattern).isPresent());
  }

  @Test
  void regex_anyThatPasses_endsSoonOnTextsThatAlmostMatch() {
    Random random = new Random(SEED);
    String alphabet = "ab.*+?(|)[]^$\\d{2,}";
    int passed = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder pattern = new StringBuilder();
      for (int j = 2 + random.nextInt(12); j > 0; j--) {
        pattern.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (PatternCost.refusesRegex(pattern.toString()).isEmpty()) {
        passed++;
        Pattern compiled = Pattern.compile(pattern.toString());
        for (String text : new String[] {"a".repeat(60) + "!", "ab".repeat(30) + "!"}) {
          assertTimeoutPreemptively(
              Duration.ofSeconds(5),
              () -> compiled.matcher(text).find(),
              () -> "seed " + SEED + ": " + pattern);
        }
        if (passed > 400) {
          return;
        }
      }
    }
    assertTrue(passed > 100, "patterns that pass: " + passed);
  }

  @ParameterizedTest
  @CsvSource({
    "a%, true",
    "%a%, true",
    "%special%requests%, true",
    "%a%b%c, true",
    "%a%b%c%d, false",
    "a!%!_!!, true",
    "a!b, false",
    "a!, false"
  })
  void like_fewWildcardsAndGoodEscapes_pass(String pattern, boolean passes) {
    assertEquals(passes, PatternCost.refusesLike(pattern, '!').isEmpty());
    assertFalse(pattern.isEmpty());
  }
}

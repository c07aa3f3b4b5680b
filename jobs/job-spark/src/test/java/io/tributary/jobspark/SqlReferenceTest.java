package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.JobDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of {@code docs/sql.md}, against the job.yaml that it shows. */
class SqlReferenceTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "sql.md");
  private static final Pattern REFUSED = Pattern.compile("-- refused: (.*)\n");
  private static final byte[] ZONES =
      "zone,side\n1,North\n2,South\n".getBytes(StandardCharsets.UTF_8);

  private static List<String> blocks(String language) {
    try {
      return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
          .matcher(Files.readString(PAGE))
          .results()
          .map(block -> block.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> examples() {
    return blocks("sql").stream()
        .flatMap(block -> Arrays.stream(block.split(";")))
        .map(String::strip)
        .filter(sql -> !sql.isEmpty());
  }

  @Test
  void page_hasExamples() {
    assertTrue(examples().count() > 30);
    assertEquals(1, blocks("yaml").size());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void compile_example_doesWhatThePageSays(String sql) {
    JobDefinition job = Samples.parse(blocks("yaml").get(0));
    List<String> problems = problems(job, sql);
    List<String> refused =
        REFUSED.matcher(sql).results().map((MatchResult r) -> r.group(1)).toList();
    assertEquals(refused.isEmpty(), problems.isEmpty(), problems::toString);
    for (String words : refused) {
      assertTrue(problems.stream().anyMatch(p -> p.contains(words)), problems::toString);
    }
  }

  /** What is wrong; that the page's job declares more than each example uses is not. */
  private static List<String> problems(JobDefinition job, String sql) {
    try {
      Compiler.compile(job, sql, Map.of("zones.csv", ZONES));
      return List.of();
    } catch (CompileException e) {
      return e.problems().stream()
          .map(Problem::toString)
          .filter(problem -> !problem.contains("is declared but not used"))
          .toList();
    }
  }
}

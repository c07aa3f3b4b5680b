package io.tributary.cli.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnippetTest {
  @TempDir private Path folder;

  private String of(String text, int line, int column) throws IOException {
    Files.writeString(folder.resolve("f"), text);
    return Snippet.of(folder, "f", line, column).replace(folder + "/", "");
  }

  @Test
  void snippet_word_isUnderlined() throws IOException {
    assertEquals(
        """
          --> f:2:7
           |
         2 |   sum(fare) AS x
           |       ^^^^
        """,
        of("SELECT\n  sum(fare) AS x\n", 2, 7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: [1, 2] # x | 4 | 6",
        "a: 'b c' | 4 | 5",
        "a: :name) | 4 | 5",
        "a | 2 | 1",
        "a | 99 | 1",
      })
  void snippet_underline_coversTheThing(String line, int column, int carets) throws IOException {
    long shown = of(line, 1, column).chars().filter(c -> c == '^').count();
    assertEquals(carets, shown);
  }

  @Test
  void snippet_longLine_isCutAroundThePlace() throws IOException {
    String text = of("x".repeat(400) + " here " + "y".repeat(400), 1, 402);
    assertTrue(text.lines().allMatch(line -> line.length() < 120), text);
    String[] lines = text.split("\n", -1);
    assertEquals(lines[2].indexOf("here"), lines[3].indexOf("^^^^"));
  }

  @Test
  void snippet_wholeFileOrLineThatIsGone_namesTheFile() throws IOException {
    assertEquals("  --> f\n", of("a\n", 0, 0));
    assertEquals("  --> f:9:1\n", of("a\n", 9, 1));
  }
}

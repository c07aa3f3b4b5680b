package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The second wall: what the session itself refuses, should the guard ever let something through.
 */
class SessionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"reflect", "java_method", "try_reflect"})
  @Tag("threat-9")
  void session_reflectionFunction_doesNotExist(String function) {
    Exception refusal =
        assertThrows(
            Exception.class,
            () ->
                TestSession.get()
                    .sql("SELECT " + function + "('java.lang.System', 'lineSeparator')")
                    .collectAsList());
    assertEquals(true, refusal.getMessage().contains("UNRESOLVED_ROUTINE"), refusal.getMessage());
  }

  @Test
  @Tag("threat-8")
  void session_pathAsTable_doesNotExist(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("x.csv"), "a\n1\n");
    assertThrows(
        Exception.class,
        () -> TestSession.get().sql("SELECT * FROM csv.`" + file + "`").collectAsList());
  }

  @Test
  @Tag("threat-13")
  void settings_operatorOpensWhatMustStayClosed_staysClosed() {
    Map<String, String> settings =
        Settings.session(
            "local[1]",
            Map.of("spark.sql.runSQLOnFiles", "true", "spark.eventLog.enabled", "true"));
    assertEquals("false", settings.get("spark.sql.runSQLOnFiles"));
    assertEquals("false", settings.get("spark.eventLog.enabled"));
    assertEquals("false", settings.get("spark.ui.enabled"));
  }
}

package io.tributary.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.Tributary;
import io.tributary.cli.output.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a sample to a job and its answer, as an author goes; with the real Spark process. */
class AuthorToolsIT {
  @TempDir private Path folder;

  private record Said(int code, String out, String err) {}

  private static Said tributary(Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] arguments = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      arguments[i] = words[i].toString();
    }
    int code =
        Tributary.run(
            new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)),
            arguments);
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void init_fromASample_checksExplainsAndDryRunsAtOnce() throws IOException {
    Path data = TaxiRows.write(folder.resolve("trips.csv"), 600, 7);
    Path job = folder.resolve("trip-pay");
    Said init = tributary("jobs", "init", job, "--from", data, "--by", "payment_type");
    assertEquals(0, init.code(), init.err());
    Said check = tributary("jobs", "check", job);
    assertEquals(0, check.code(), check.out() + check.err());
    Said explain = tributary("jobs", "explain", job);
    assertEquals(0, explain.code(), explain.err());
    assertTrue(explain.out().contains("What leaves a repository"), explain.out());
    Said run = tributary("jobs", "dry-run", job, "--data", data, "--split-by", "company");
    assertEquals(0, run.code(), run.out() + run.err());
    assertTrue(run.out().startsWith("payment_type"), run.out());
    assertTrue(run.err().contains("equal: plain Spark"), run.err());
    Said compile = tributary("jobs", "compile", job);
    assertEquals(0, compile.code(), compile.err());
    assertTrue(tributary("jobs", "show", job).out().contains("digest        0x"));
  }

  @Test
  void check_brokenJob_tellsAllAndExitsOne() throws IOException {
    Path job = folder.resolve("first");
    assertEquals(0, tributary("jobs", "init", job).code());
    Path sql = job.resolve("query.sql");
    Files.writeString(sql, Files.readString(sql).replace("avg(cost)", "avg(coast)"));
    Said check = tributary("jobs", "check", job);
    assertEquals(1, check.code());
    assertTrue(check.out().contains("did you mean cost?"), check.out());
    assertTrue(check.out().contains("^^^^^"), check.out());
    Said json = tributary("jobs", "check", job, "-o", "json");
    assertEquals(1, json.code());
    assertTrue(json.out().contains("\"ok\" : false"), json.out());
    assertFalse(Files.exists(job.resolve("compiled.json")));
    assertEquals(1, tributary("jobs", "compile", job).code());
  }
}

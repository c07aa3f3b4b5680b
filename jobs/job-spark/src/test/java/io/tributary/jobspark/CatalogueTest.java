package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.ParameterValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jobs that come with the project. */
class CatalogueTest {
  private static final Path CATALOGUE = Path.of("..", "catalog");

  static List<Path> jobs() throws IOException {
    try (Stream<Path> folders = Files.list(CATALOGUE)) {
      List<Path> jobs = folders.filter(Files::isDirectory).sorted().toList();
      assertFalse(jobs.isEmpty());
      return jobs;
    }
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void job_compiledAgain_givesTheBytesInTheFolder(Path folder) throws IOException {
    JobPackage job = JobPackage.read(folder);
    CompiledJob compiled = Compiler.compile(job.definition(), job.sql(), job.tables());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("compiled.json")),
        compiled.write(),
        "compile the catalogue again");
    assertEquals(compiled, job.compiled());
    assertEquals(folder.getFileName().toString(), compiled.name());
    assertTrue(job.readme().contains("What leaves"));
    assertEquals(
        job.definition().parameters().size(),
        ParameterValues.check(job.definition(), Map.of()).size());
  }
}

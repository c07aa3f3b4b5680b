package io.tributary.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tributary.cli.error.CliException;
import io.tributary.cli.error.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceTest {
  @TempDir private Path folder;

  private static CliException refused(Path data, String splitBy, int largest) {
    CliException e =
        assertThrows(
            CliException.class,
            () ->
                DataSource.of(
                    Optional.ofNullable(data), Optional.ofNullable(splitBy), largest, 10));
    assertEquals(Exit.USAGE, e.exit());
    return e;
  }

  @Test
  void of_missingFile_isNamed() {
    assertEquals(
        "there is no file " + folder.resolve("no.csv"),
        refused(folder.resolve("no.csv"), "company", 3).getMessage());
  }

  @Test
  void of_fileOfAnotherKind_saysWhatIsWrongWithIt() throws IOException {
    Path gz = Files.writeString(folder.resolve("t.csv.gz"), "x");
    assertEquals("it is compressed", refused(gz, "company", 3).why());
    Path noParquet = Files.writeString(folder.resolve("t.parquet"), "PAR1 and no more");
    assertEquals("t.parquet is no Parquet file", refused(noParquet, "company", 3).getMessage());
    Path inside = Files.createDirectory(folder.resolve("d.csv"));
    assertEquals(inside + " is a folder", refused(inside, "company", 3).getMessage());
  }

  @Test
  void of_noSplit_namesTheColumnsThereAre() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "fare,company\n1,x\n");
    CliException e = refused(file, null, 3);
    assertEquals(
        "name the column that tells whose row it is, --split-by COLUMN: fare, company", e.fix());
  }

  @Test
  void of_missingColumn_suggestsTheNearest() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "fare,company\n1,x\n");
    CliException e = refused(file, "compani", 3);
    assertEquals("t.csv has no column compani", e.getMessage());
    assertEquals("did you mean --split-by company?", e.fix());
  }

  @Test
  void of_dataWithoutSplit_asksForIt() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "fare,company\n1,x\n");
    assertEquals("--data needs --split-by", refused(file, null, 3).getMessage());
  }

  @Test
  void of_impossibleNumber_isRefused() {
    refused(null, null, 0);
    refused(null, null, 100);
  }

  @Test
  void of_unknownKind_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("t.xlsx"), "x");
    assertEquals("t.xlsx is of an unknown kind", refused(file, "a", 3).getMessage());
  }

  @Test
  void of_splitWithoutData_isRefused() {
    assertEquals("--split-by needs --data", refused(null, "company", 3).getMessage());
  }

  @Test
  void repositoryIds_fileAndGenerated_areOneMoreThanAsked() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "fare,company\n1,x\n");
    assertEquals(
        List.of("r01", "r02", "others"),
        DataSource.of(Optional.of(file), Optional.of("company"), 2, 1).repositoryIds());
    assertEquals(
        List.of("r01", "r02", "r03"),
        DataSource.of(Optional.empty(), Optional.empty(), 2, 1).repositoryIds());
  }
}

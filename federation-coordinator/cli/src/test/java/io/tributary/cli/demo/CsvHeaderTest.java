package io.tributary.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tributary.cli.error.Called;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvHeaderTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }

  private CliException refused(String text) throws IOException {
    Path file = file(text);
    CliException e = assertThrows(CliException.class, () -> CsvHeader.read(file));
    assertEquals(Exit.USAGE, e.exit());
    return e;
  }

  @Test
  void read_plainQuotedAndMarkedHeaders_giveNames() throws IOException {
    assertEquals(List.of("a", "b"), CsvHeader.read(file("a,b\n1,2\n")));
    assertEquals(List.of("a", "b,\"c\""), CsvHeader.read(file("a,\"b,\"\"c\"\"\"\r\n1,2\r\n")));
    assertEquals(List.of("", "fare"), CsvHeader.read(file("\ufeff,fare\n1,2")));
  }

  @Test
  void read_emptyFile_isSaid() throws IOException {
    assertEquals("data.csv is empty", refused("").getMessage());
    assertEquals("data.csv is empty", refused("\n").getMessage());
  }

  @Test
  void read_headerWithoutRows_isSaid() throws IOException {
    assertEquals("data.csv has no rows", refused("a,b\n").getMessage());
  }

  @Test
  void read_brokenHeader_isSaidWithoutItsText() throws IOException {
    assertFalse(refused("a,\"SECRET\n1,2\n").text(Called.now()).contains("SECRET"));
    assertFalse(refused("SECRET,SECRET\n1,2\n").text(Called.now()).contains("SECRET"));
    assertFalse(refused("SEC\"RET,b\n1,2\n").text(Called.now()).contains("SEC"));
  }

  @Test
  void read_anotherSeparatorOrEncoding_isNamed() throws IOException {
    assertEquals("its first line is separated by semicolons", refused("a;b\n1;2\n").why());
    assertEquals("its first line is separated by tabs", refused("a\tb\n1\t2\n").why());
    assertEquals(
        "its first line holds bytes that UTF-8 does not have", refused("a\0,b\0\n1,2\n").why());
  }
}

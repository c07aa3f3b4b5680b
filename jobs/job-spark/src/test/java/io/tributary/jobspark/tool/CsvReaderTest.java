package io.tributary.jobspark.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {
  @TempDir Path folder;

  @Test
  void next_anyLineEndQuotesAndMark_readsRecords() throws IOException {
    assertEquals(
        List.of(
            List.of("a", "b"),
            List.of("1", "x,\"y\"\nz"),
            List.of("", ""),
            List.of("", "é"),
            List.of("say \"no\"", "")),
        records("\ufeffa,b\r\n1,\"x,\"\"y\"\"\nz\"\n\n\r,\"\"\r\"\",é\nsay \"no\","));
  }

  /** The buffer's end falls everywhere: into quotes, between quotes, into a character. */
  @Test
  void next_randomFieldsAcrossBuffers_readsWhatWasWritten() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<List<String>> written = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (text.length() < 300_000) {
      List<String> record = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        record.add(field(random));
      }
      written.add(record);
      text.append(
          String.join(",", record.stream().map(f -> '"' + f.replace("\"", "\"\"") + '"').toList()));
      text.append(random.nextBoolean() ? "\r\n" : "\n");
    }
    assertEquals(written, records(text.toString()), "seed " + seed);
  }

  private static String field(Random random) {
    String alphabet = "a\",\n\ré€😀 ";
    StringBuilder field = new StringBuilder();
    int length = random.nextInt(10) == 0 ? random.nextInt(2000) : random.nextInt(8);
    for (int i = 0; i < length; i++) {
      int at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
      field.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
    }
    return field.toString();
  }

  @Test
  void next_unquotedAcrossBuffers_readsWhatWasWritten() throws IOException {
    String longField = "x".repeat(200_000);
    assertEquals(
        List.of(List.of("a"), List.of(longField), List.of("b")),
        records("a\n" + longField + "\nb"));
  }

  @Test
  void next_wrongBytes_namesTheirRecord() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < 20_000; i++) {
      bytes.writeBytes("abcdef\n".getBytes(StandardCharsets.US_ASCII));
    }
    bytes.write(0xC3);
    bytes.write('\n');
    Path file = Files.write(folder.resolve("x.csv"), bytes.toByteArray());
    ToolException e = assertThrows(ToolException.class, () -> read(file));
    assertTrue(e.getMessage().contains("record 20000: it is not UTF-8"), e.getMessage());
  }

  @Test
  void next_tooLongField_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), "a\n\"" + "x".repeat(2 << 20));
    ToolException e = assertThrows(ToolException.class, () -> read(file));
    assertTrue(e.getMessage().contains("record 1: a field is longer"), e.getMessage());
  }

  private List<List<String>> records(String text) throws IOException {
    return read(Files.writeString(folder.resolve("x.csv"), text));
  }

  private static List<List<String>> read(Path file) {
    List<List<String>> records = new ArrayList<>();
    try (CsvReader reader = new CsvReader(file)) {
      Optional<List<String>> record = reader.next();
      while (record.isPresent()) {
        records.add(record.get());
        record = reader.next();
      }
      assertEquals(Optional.empty(), reader.next());
      assertEquals(records.size() - 1, reader.number());
    }
    return records;
  }
}

package io.tributary.mpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Records of {@code src/test/resources/vectors}: the format is described in vectors.py. */
public record Vectors(Map<String, String> fields) {
  /** All records of a file. */
  public static List<Vectors> read(String name) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name + ".txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      List<Vectors> records = new ArrayList<>();
      for (String record : text.split("\n\n", -1)) {
        Map<String, String> fields = new HashMap<>();
        record
            .lines()
            .forEach(line -> fields.put(line.split(": ?", 2)[0], line.split(": ?", 2)[1]));
        records.add(new Vectors(fields));
      }
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text(String name) {
    return fields.get(name);
  }

  public int number(String name) {
    return Integer.parseInt(text(name));
  }

  public byte[] bytes(String name) {
    return HexFormat.of().parseHex(text(name));
  }

  ScalarVector scalars(String name) {
    return ScalarVector.fromBytes(bytes(name));
  }

  public List<byte[]> list(String name) {
    return words(name).stream().map(HexFormat.of()::parseHex).toList();
  }

  List<BigInteger> integers(String name) {
    return words(name).stream().map(BigInteger::new).toList();
  }

  private List<String> words(String name) {
    return text(name).isEmpty() ? List.of() : Arrays.asList(text(name).split(" ", -1));
  }
}

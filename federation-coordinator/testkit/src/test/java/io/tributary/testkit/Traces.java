package io.tributary.testkit;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.port.BusRecord;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Looks for a value in everything that a federation has sent or keeps, however it is written. */
final class Traces {
  private final List<String> patterns;
  private final List<String> found = new ArrayList<>();

  private Traces(List<String> patterns) {
    this.patterns = patterns;
  }

  /** Where an integer is: big- or little-endian, in decimal or hexadecimal digits. */
  static List<String> of(Federation federation, BigInteger value) {
    byte[] big = value.toByteArray();
    byte[] little = new byte[big.length];
    for (int i = 0; i < big.length; i++) {
      little[i] = big[big.length - 1 - i];
    }
    return new Traces(List.of(latin(big), latin(little), value.toString(), value.toString(16)))
        .search(federation);
  }

  /** Where a digest is. */
  static List<String> of(Federation federation, Digest digest) {
    String hex = HexFormat.of().formatHex(digest.bytes());
    return new Traces(List.of(latin(digest.bytes()), hex)).search(federation);
  }

  private List<String> search(Federation federation) {
    for (BusRecord record : federation.bus().published()) {
      look("topic " + record.topic(), record.value());
    }
    for (Actor actor : federation.everybody()) {
      for (String table : actor.store().names()) {
        actor
            .store()
            .table(table)
            .forEach((key, value) -> look(actor.id() + ": " + table + "/" + key, value));
      }
    }
    return found;
  }

  private void look(String where, byte[] bytes) {
    String text = latin(bytes);
    if (patterns.stream().anyMatch(text::contains)) {
      found.add(where);
    }
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}

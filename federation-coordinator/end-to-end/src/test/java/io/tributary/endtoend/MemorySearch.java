package io.tributary.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks for numbers and texts in large files, in every form in which they may lie there. */
final class MemorySearch {
  private static final int PIECE = 1 << 22;
  private static final int ANCHOR = Integer.BYTES;

  /** From this many bits on a number of eight bytes is not there by chance. */
  private static final int BITS = 33;

  /** From this many bytes on it is not there by chance without leading zeros either. */
  private static final int BARE = 6;

  private static final List<Charset> CHARSETS =
      List.of(StandardCharsets.US_ASCII, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

  /** Four bytes of it, as little like zeros as any, are looked for first. */
  private record Pattern(String name, byte[] bytes, int anchor) {
    boolean isAt(byte[] piece, int start, int end) {
      return start >= 0
          && start + bytes.length <= end
          && Arrays.equals(piece, start, start + bytes.length, bytes, 0, bytes.length);
    }
  }

  private final Map<Integer, List<Pattern>> byAnchor = new HashMap<>();
  private final boolean[] likely = new boolean[1 << 16];
  private int longest = ANCHOR;

  static boolean canTell(BigInteger number) {
    return number.bitLength() >= BITS && number.bitLength() < Long.SIZE;
  }

  MemorySearch numbers(Map<String, BigInteger> numbers) {
    numbers.forEach((name, number) -> forms(number).forEach(bytes -> add(name, bytes)));
    return this;
  }

  /** Bytes as they are, and as hex digits. */
  MemorySearch bytes(String name, byte[] bytes) {
    add(name, bytes);
    String hex = HexFormat.of().formatHex(bytes);
    CHARSETS.forEach(charset -> add(name, hex.getBytes(charset)));
    return this;
  }

  /**
   * Every way in which a number may be written: eight bytes of two's complement in either order,
   * which are also the low half of sixteen, of it and of its negative; BigInteger's bytes where
   * they are enough to be told from others; decimal digits.
   */
  static List<byte[]> forms(BigInteger number) {
    if (!canTell(number)) {
      throw new IllegalArgumentException("this number may be anywhere by chance");
    }
    List<byte[]> forms = new ArrayList<>();
    for (BigInteger each : List.of(number, number.negate())) {
      for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
        forms.add(
            ByteBuffer.allocate(Long.BYTES).order(order).putLong(each.longValueExact()).array());
      }
    }
    if (number.toByteArray().length >= BARE) {
      forms.add(number.toByteArray());
    }
    CHARSETS.forEach(charset -> forms.add(number.toString().getBytes(charset)));
    return forms;
  }

  private void add(String name, byte[] bytes) {
    int best = 0;
    for (int at = 1; at + ANCHOR <= bytes.length; at++) {
      best = variety(bytes, at) > variety(bytes, best) ? at : best;
    }
    int anchor = ByteBuffer.wrap(bytes).getInt(best);
    byAnchor.computeIfAbsent(anchor, k -> new ArrayList<>()).add(new Pattern(name, bytes, best));
    likely[slot(anchor)] = true;
    longest = Math.max(longest, bytes.length);
  }

  private static long variety(byte[] bytes, int at) {
    TreeSet<Byte> different = new TreeSet<>();
    for (int i = at; i < at + ANCHOR; i++) {
      different.add(bytes[i]);
    }
    different.removeAll(List.of((byte) 0, (byte) -1));
    return different.size();
  }

  private static int slot(int anchor) {
    return (anchor * 0x9e3779b1) >>> 16;
  }

  /** The names of what is in a file. */
  Set<String> in(Path file) throws IOException {
    Set<String> found = new TreeSet<>();
    byte[] piece = new byte[PIECE];
    int kept = 0;
    try (InputStream in = Files.newInputStream(file)) {
      int read = in.readNBytes(piece, 0, PIECE);
      while (read > 0) {
        int end = kept + read;
        search(piece, end, found);
        // What begins here and ends in the next piece is found there.
        kept = Math.min(longest - 1, end);
        System.arraycopy(piece, end - kept, piece, 0, kept);
        read = in.readNBytes(piece, kept, PIECE - kept);
      }
    }
    return found;
  }

  private void search(byte[] piece, int end, Set<String> found) {
    int last = 0;
    for (int at = 0; at < end; at++) {
      last = last << Byte.SIZE | (piece[at] & 0xff);
      if (likely[slot(last)] && at + 1 >= ANCHOR) {
        for (Pattern pattern : byAnchor.getOrDefault(last, List.of())) {
          if (pattern.isAt(piece, at + 1 - ANCHOR - pattern.anchor(), end)) {
            found.add(pattern.name());
          }
        }
      }
    }
  }
}

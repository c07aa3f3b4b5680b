package io.tributary.auditor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which bytes of a text to change, and into what. */
final class Mutations {
  private static final int LONG_RUN = 16;

  private Mutations() {}

  /**
   * Every position but those inside long runs of hex digits, of which the first, the last and a
   * random one are taken: all others there are alike.
   */
  static SortedSet<Integer> positions(byte[] text, Random random) {
    SortedSet<Integer> positions = new TreeSet<>();
    int start = 0;
    while (start < text.length) {
      int end = start;
      while (end < text.length && isHex(text[end])) {
        end++;
      }
      if (end - start > LONG_RUN) {
        positions.add(start);
        positions.add(start + 1 + random.nextInt(end - start - 2));
        positions.add(end - 1);
        start = end;
      } else {
        positions.add(start++);
      }
    }
    return positions;
  }

  /** Every nth position, from a random start. */
  static List<Integer> some(SortedSet<Integer> positions, int nth, Random random) {
    List<Integer> all = List.copyOf(positions);
    List<Integer> some = new ArrayList<>();
    for (int i = random.nextInt(nth); i < all.size(); i += nth) {
      some.add(all.get(i));
    }
    return some;
  }

  /** The text with one byte changed; a hex digit becomes another hex digit. */
  static byte[] changed(byte[] text, int position, Random random) {
    byte[] changed = text.clone();
    do {
      changed[position] =
          isHex(text[position])
              ? "0123456789abcdef".getBytes(US_ASCII)[random.nextInt(16)]
              : (byte) (text[position] ^ (1 << random.nextInt(8)));
    } while (changed[position] == text[position]);
    return changed;
  }

  private static boolean isHex(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f');
  }
}

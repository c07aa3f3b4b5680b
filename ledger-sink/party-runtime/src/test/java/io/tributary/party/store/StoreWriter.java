package io.tributary.party.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Raises a number in the store for ever, each time with two entries that must agree and a large
 * one, and prints it after each commit.
 */
final class StoreWriter {
  static final int LARGE = 100_000;

  private StoreWriter() {}

  public static void main(String[] args) {
    SqliteStore store = SqliteStore.open(Path.of(args[0]));
    System.out.println("open");
    while (true) {
      int number =
          store.transact(
              tx -> {
                int next = tx.get("t", "first").map(b -> ByteBuffer.wrap(b).getInt()).orElse(0) + 1;
                byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(next).array();
                byte[] large = new byte[LARGE];
                Arrays.fill(large, (byte) next);
                tx.put("t", "first", bytes);
                tx.put("t", "large", large);
                tx.put("t", "second", bytes);
                return next;
              });
      System.out.println(number);
    }
  }
}

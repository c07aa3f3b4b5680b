package io.tributary.party.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.party.Child;
import io.tributary.protocol.port.Store;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreCrashTest {
  private static final int KILLS = 12;

  @TempDir Path temp;

  @Test
  void store_killedAtAnyMoment_isBeforeOrAfterNeverBetween() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int last = 0;
    for (int i = 0; i < KILLS; i++) {
      int printed = writeAndKill(random, last);
      int found = check("seed " + seed + ", kill " + i);
      // What was said to be committed is there; at most the one under way is there as well.
      assertTrue(
          found == printed || found == printed + 1,
          "seed " + seed + ", kill " + i + ": said " + printed + ", found " + found);
      last = found;
    }
  }

  @Test
  void store_heldByAnotherProcess_isRefused() throws Exception {
    try (SqliteStore held = SqliteStore.open(temp);
        Child child = Child.start(StoreWriter.class, temp.toString())) {
      assertNotEquals(0, child.exitCode());
      assertTrue(child.errors().contains("another process works on this state"));
      assertTrue(held.transact(tx -> tx.scan("t", "")).isEmpty());
    }
  }

  /** Returns the last number the child said it had committed. */
  private int writeAndKill(Random random, int before) throws Exception {
    try (Child child = Child.start(StoreWriter.class, temp.toString())) {
      assertEquals("open", child.line());
      int wanted = random.nextInt(20);
      for (int i = 0; i < wanted; i++) {
        child.line();
      }
      long spin = System.nanoTime() + random.nextInt(3_000_000);
      while (System.nanoTime() < spin) {
        Thread.onSpinWait();
      }
      child.kill();
      int printed = before + wanted;
      for (String line : child.rest()) {
        printed = Integer.parseInt(line);
      }
      return printed;
    }
  }

  private int check(String when) {
    try (SqliteStore store = SqliteStore.open(temp)) {
      int first = store.transact(tx -> number(tx, "first"));
      int second = store.transact(tx -> number(tx, "second"));
      byte[] large = store.transact(tx -> tx.get("t", "large").orElse(new byte[0]));
      assertEquals(first, second, when);
      assertEquals(first == 0 ? 0 : StoreWriter.LARGE, large.length, when);
      for (byte b : large) {
        assertEquals((byte) first, b, when);
      }
      return first;
    }
  }

  private static int number(Store.Tx tx, String key) {
    return tx.get("t", key).map(b -> ByteBuffer.wrap(b).getInt()).orElse(0);
  }
}

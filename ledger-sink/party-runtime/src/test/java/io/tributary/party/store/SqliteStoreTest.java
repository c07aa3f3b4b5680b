package io.tributary.party.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.port.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest {
  @TempDir Path temp;

  @Test
  void put_afterReopening_isThere() {
    byte[] value = {0, 1, -1};
    try (SqliteStore store = SqliteStore.open(home())) {
      put(store, "runs", "a", value);
    }
    try (SqliteStore store = SqliteStore.open(home())) {
      assertArrayEquals(value, get(store, "runs", "a").orElseThrow());
      assertEquals(Optional.empty(), get(store, "other", "a"));
    }
  }

  @Test
  void transact_thatThrows_changesNothing() {
    try (SqliteStore store = SqliteStore.open(home())) {
      put(store, "t", "kept", bytes("before"));
      assertThrows(
          ArithmeticException.class,
          () ->
              store.transact(
                  tx -> {
                    tx.put("t", "kept", bytes("after"));
                    tx.put("t", "new", bytes("x"));
                    throw new ArithmeticException();
                  }));
      assertArrayEquals(bytes("before"), get(store, "t", "kept").orElseThrow());
      assertEquals(Optional.empty(), get(store, "t", "new"));
    }
  }

  @Test
  void putIfAbsent_secondTime_keepsTheFirst() {
    try (SqliteStore store = SqliteStore.open(home())) {
      boolean first = store.transact(tx -> tx.putIfAbsent("t", "k", bytes("first")));
      boolean second = store.transact(tx -> tx.putIfAbsent("t", "k", bytes("second")));
      assertTrue(first);
      assertFalse(second);
      assertArrayEquals(bytes("first"), get(store, "t", "k").orElseThrow());
    }
  }

  @Test
  void scan_ofPrefix_isOrderedAndExact() {
    try (SqliteStore store = SqliteStore.open(home())) {
      for (String key : List.of("b/2", "b/10", "a/1", "b", "c/1", "b/1%", "B/1", "b0")) {
        put(store, "t", key, bytes(key));
      }
      put(store, "u", "b/3", bytes("other table"));
      assertEquals(List.of("b/1%", "b/10", "b/2"), keys(store, "b/"));
      assertEquals(8, keys(store, "").size());
      assertEquals(List.of(), keys(store, "zzz"));
    }
  }

  @Test
  void delete_ofKey_leavesItsNeighbours() {
    try (SqliteStore store = SqliteStore.open(home())) {
      put(store, "t", "a", bytes("1"));
      put(store, "t", "b", bytes("2"));
      store.transact(
          tx -> {
            tx.delete("t", "a");
            return true;
          });
      assertEquals(List.of("b"), keys(store, ""));
    }
  }

  @Test
  void transaction_usedAfterItsEnd_throws() {
    try (SqliteStore store = SqliteStore.open(home())) {
      AtomicReference<Store.Tx> escaped = new AtomicReference<>();
      store.transact(
          tx -> {
            escaped.set(tx);
            return true;
          });
      assertThrows(IllegalStateException.class, () -> escaped.get().get("t", "k"));
    }
  }

  @Test
  void transact_insideTransact_throws() {
    try (SqliteStore store = SqliteStore.open(home())) {
      assertThrows(
          IllegalStateException.class,
          () -> store.transact(tx -> store.transact(inner -> inner.get("t", "k"))));
    }
  }

  @Test
  void open_ofFolderInUse_isRefused() {
    try (SqliteStore first = SqliteStore.open(home())) {
      StoreException e = assertThrows(StoreException.class, () -> SqliteStore.open(home()));
      assertTrue(e.getMessage().contains("another process"), e.getMessage());
      assertEquals(List.of(), keys(first, ""));
    }
    SqliteStore.open(home()).close();
  }

  @Test
  void open_ofNewFolder_isForTheOwnerAlone() throws Exception {
    SqliteStore.open(home()).close();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home())));
  }

  @Test
  void open_ofDamagedFile_isRefusedByName() throws Exception {
    Files.createDirectories(home());
    Files.writeString(home().resolve("state.db"), "this is no database, and long enough to tell");
    StoreException e = assertThrows(StoreException.class, () -> SqliteStore.open(home()));
    assertTrue(e.getMessage().contains("state.db"), e.getMessage());
  }

  private Path home() {
    return temp.resolve("home");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static void put(Store store, String table, String key, byte[] value) {
    store.transact(
        tx -> {
          tx.put(table, key, value);
          return true;
        });
  }

  private static Optional<byte[]> get(Store store, String table, String key) {
    return store.transact(tx -> tx.get(table, key));
  }

  private static List<String> keys(Store store, String prefix) {
    return new ArrayList<>(store.transact(tx -> tx.scan("t", prefix)).keySet());
  }
}

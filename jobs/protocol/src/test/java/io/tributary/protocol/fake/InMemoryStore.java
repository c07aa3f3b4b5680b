package io.tributary.protocol.fake;

import io.tributary.protocol.port.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A store that outlives the parties built over it, so a restart is a new party over the old store.
 * A body that throws changes nothing.
 */
public final class InMemoryStore implements Store {
  private Map<String, NavigableMap<String, byte[]>> tables = new TreeMap<>();
  private boolean inside;

  @Override
  public synchronized <T> T transact(Function<Tx, T> body) {
    if (inside) {
      throw new IllegalStateException("transactions do not nest");
    }
    Map<String, NavigableMap<String, byte[]>> copy = new TreeMap<>();
    tables.forEach((name, table) -> copy.put(name, new TreeMap<>(table)));
    View view = new View(copy);
    inside = true;
    try {
      T result = body.apply(view);
      tables = copy;
      return result;
    } finally {
      inside = false;
      view.open = false;
    }
  }

  /** Names of all tables. */
  public synchronized Set<String> names() {
    return Set.copyOf(tables.keySet());
  }

  /** Everything in a table, as committed. */
  public Map<String, byte[]> table(String name) {
    return transact(tx -> tx.scan(name, ""));
  }

  @Override
  public void close() {}

  private static final class View implements Tx {
    private final Map<String, NavigableMap<String, byte[]>> tables;
    private boolean open = true;

    View(Map<String, NavigableMap<String, byte[]>> tables) {
      this.tables = tables;
    }

    @Override
    public Optional<byte[]> get(String table, String key) {
      return Optional.ofNullable(of(table).get(key)).map(byte[]::clone);
    }

    @Override
    public void put(String table, String key, byte[] value) {
      of(table).put(key, value.clone());
    }

    @Override
    public boolean putIfAbsent(String table, String key, byte[] value) {
      return of(table).putIfAbsent(key, value.clone()) == null;
    }

    @Override
    public void delete(String table, String key) {
      of(table).remove(key);
    }

    @Override
    public Map<String, byte[]> scan(String table, String prefix) {
      Map<String, byte[]> found = new LinkedHashMap<>();
      for (Map.Entry<String, byte[]> entry : of(table).tailMap(prefix, true).entrySet()) {
        if (!entry.getKey().startsWith(prefix)) {
          break;
        }
        found.put(entry.getKey(), entry.getValue().clone());
      }
      return found;
    }

    private NavigableMap<String, byte[]> of(String table) {
      if (!open) {
        throw new IllegalStateException("this transaction has ended");
      }
      return tables.computeIfAbsent(table, name -> new TreeMap<>());
    }
  }
}

package io.tributary.party.store;

import io.tributary.protocol.port.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One transaction's view; refuses use after its end. */
final class SqliteTx implements Store.Tx, AutoCloseable {
  private final Connection connection;
  private boolean open = true;

  SqliteTx(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Optional<byte[]> get(String table, String key) {
    return run(
        "SELECT value FROM entries WHERE tab = ? AND key = ?",
        sql -> {
          bind(sql, table, key);
          try (ResultSet rows = sql.executeQuery()) {
            return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
          }
        });
  }

  @Override
  public void put(String table, String key, byte[] value) {
    write(
        "INSERT INTO entries (tab, key, value) VALUES (?, ?, ?)"
            + " ON CONFLICT (tab, key) DO UPDATE SET value = excluded.value",
        table,
        key,
        value);
  }

  @Override
  public boolean putIfAbsent(String table, String key, byte[] value) {
    return write(
            "INSERT INTO entries (tab, key, value) VALUES (?, ?, ?)"
                + " ON CONFLICT (tab, key) DO NOTHING",
            table,
            key,
            value)
        == 1;
  }

  @Override
  public void delete(String table, String key) {
    run(
        "DELETE FROM entries WHERE tab = ? AND key = ?",
        sql -> {
          bind(sql, table, key);
          return sql.executeUpdate();
        });
  }

  @Override
  public Map<String, byte[]> scan(String table, String prefix) {
    return run(
        "SELECT key, value FROM entries WHERE tab = ? AND key >= ? ORDER BY key",
        sql -> {
          bind(sql, table, prefix);
          Map<String, byte[]> found = new LinkedHashMap<>();
          try (ResultSet rows = sql.executeQuery()) {
            while (rows.next() && rows.getString(1).startsWith(prefix)) {
              found.put(rows.getString(1), rows.getBytes(2));
            }
          }
          return found;
        });
  }

  @Override
  public void close() {
    open = false;
  }

  private int write(String text, String table, String key, byte[] value) {
    return run(
        text,
        sql -> {
          bind(sql, table, key);
          sql.setBytes(3, value);
          return sql.executeUpdate();
        });
  }

  private static void bind(PreparedStatement sql, String table, String key) throws SQLException {
    sql.setString(1, table);
    sql.setString(2, key);
  }

  private <T> T run(String text, Body<T> body) {
    if (!open) {
      throw new IllegalStateException("this transaction has ended");
    }
    try (PreparedStatement sql = connection.prepareStatement(text)) {
      return body.run(sql);
    } catch (SQLException e) {
      throw new StoreException("the state could not be used (" + SqliteStore.reason(e) + ")", e);
    }
  }

  private interface Body<T> {
    T run(PreparedStatement sql) throws SQLException;
  }
}

package io.tributary.protocol.port;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Durable state of one process: tables of byte values, changed in serialisable transactions. */
public interface Store extends AutoCloseable {
  /**
   * Runs the body in one transaction: all its changes are durable when this returns, or none is.
   */
  <T> T transact(Function<Tx, T> body);

  @Override
  void close();

  /** The view inside a transaction. */
  interface Tx {
    Optional<byte[]> get(String table, String key);

    void put(String table, String key, byte[] value);

    /** Puts only if absent; true if it was put. */
    boolean putIfAbsent(String table, String key, byte[] value);

    void delete(String table, String key);

    /** Entries whose key starts with the prefix, in key order. */
    Map<String, byte[]> scan(String table, String prefix);
  }
}

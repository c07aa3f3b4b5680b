package io.tributary.party.store;

import io.tributary.party.config.PrivateFolders;
import io.tributary.protocol.port.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;

/**
 * The store in {@code <folder>/state.db}: SQLite with a write-ahead log, every commit synced to the
 * disk, one transaction at a time, one process at a time. After a kill at any moment the file shows
 * the state after the last transaction that returned, or one that was about to.
 */
public final class SqliteStore implements Store {
  private final FolderLock folder;
  private final Connection connection;
  private final ReentrantLock writer = new ReentrantLock();

  private SqliteStore(FolderLock folder, Connection connection) {
    this.folder = folder;
    this.connection = connection;
  }

  /**
   * Opens the state in a folder, which is made if missing.
   *
   * @throws StoreException if another process holds the folder or the file is damaged
   */
  public static SqliteStore open(Path folder) {
    try {
      PrivateFolders.create(folder);
    } catch (IOException e) {
      throw new StoreException(folder + ": this folder cannot be made", e);
    }
    FolderLock lock = FolderLock.take(folder);
    try {
      return new SqliteStore(lock, connect(folder.resolve("state.db")));
    } catch (SQLException e) {
      lock.close();
      throw new StoreException(folder + ": state.db cannot be opened (" + reason(e) + ")", e);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (Statement sql = connection.createStatement()) {
      // BINARY collation over UTF-8: keys sort by code point, as scans promise.
      sql.executeUpdate(
          "CREATE TABLE IF NOT EXISTS entries (tab TEXT NOT NULL, key TEXT NOT NULL,"
              + " value BLOB NOT NULL, UNIQUE (tab, key))");
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public <T> T transact(Function<Tx, T> body) {
    if (writer.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction inside a transaction");
    }
    writer.lock();
    try (SqliteTx tx = new SqliteTx(connection)) {
      boolean committed = false;
      try {
        T result = body.apply(tx);
        connection.commit();
        committed = true;
        return result;
      } finally {
        if (!committed) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw new StoreException("the state could not be written (" + reason(e) + ")", e);
    } finally {
      writer.unlock();
    }
  }

  @Override
  public void close() {
    writer.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException("the state could not be closed (" + reason(e) + ")", e);
    } finally {
      folder.close();
      writer.unlock();
    }
  }

  /** SQLite's own words name codes and columns, never values. */
  static String reason(SQLException e) {
    return e.getMessage();
  }
}

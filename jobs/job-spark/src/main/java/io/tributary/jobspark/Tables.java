package io.tributary.jobspark;

import io.tributary.protocol.port.CellComputer.ComputeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaLog$;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * The operator's catalogue: logical table names and where their Delta tables are. Names that are
 * not in it do not exist, whatever they look like.
 */
public final class Tables {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private final Map<String, Path> paths;

  private Tables(Map<String, Path> paths) {
    this.paths = new TreeMap<>(paths);
  }

  /** A catalogue given name by name. */
  public static Tables of(Map<String, Path> paths) {
    return new Tables(paths);
  }

  /** Every Delta table directly inside a directory, under its own name; links are not followed. */
  public static Tables in(Path directory) {
    Map<String, Path> paths = new TreeMap<>();
    try (Stream<Path> entries = Files.list(directory)) {
      entries
          .filter(e -> NAME.matcher(e.getFileName().toString()).matches())
          .filter(e -> Files.isDirectory(e, LinkOption.NOFOLLOW_LINKS))
          .filter(e -> Files.isDirectory(e.resolve("_delta_log"), LinkOption.NOFOLLOW_LINKS))
          .forEach(e -> paths.put(e.getFileName().toString(), e.toAbsolutePath()));
    } catch (IOException e) {
      throw new IllegalArgumentException("the tables' directory cannot be listed: " + directory, e);
    }
    return new Tables(paths);
  }

  /** The names known here. */
  public java.util.Set<String> names() {
    return paths.keySet();
  }

  /** Fixes the version of a table that everything after reads. */
  Pinned pin(SparkSession session, String name) {
    Path path = paths.get(name);
    if (path == null) {
      throw new ComputeException(
          ComputeException.Reason.SCHEMA,
          "table " + name + " does not exist here; the operator's tables are " + names(),
          null);
    }
    return pin(session, name, path);
  }

  /** Fixes the version of the table in this folder. */
  static Pinned pin(SparkSession session, String name, Path path) {
    DeltaLog log = DeltaLog$.MODULE$.forTable(session, path.toString());
    Snapshot snapshot = log.update(false, Option.empty(), Option.empty());
    if (snapshot.version() < 0) {
      throw new ComputeException(
          ComputeException.Reason.SCHEMA, "table " + name + " is not a Delta table", null);
    }
    return new Pinned(name, path, snapshot.version(), snapshot.metadata().id(), snapshot.schema());
  }

  /**
   * A table at one version.
   *
   * @param id the table's own identifier in its Delta log
   */
  record Pinned(String name, Path path, long version, String id, StructType schema) {
    Dataset<Row> read(SparkSession session) {
      return session.read().format("delta").option("versionAsOf", version).load(path.toString());
    }

    /** SHA-256 of the version's commit in the Delta log; empty text if it has been cleaned up. */
    String commit() {
      Path file = path.resolve("_delta_log").resolve(String.format("%020d.json", version));
      try {
        return Files.isRegularFile(file)
            ? HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)))
            : "";
      } catch (IOException e) {
        return "";
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java has no SHA-256", e);
      }
    }
  }
}

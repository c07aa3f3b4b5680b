package io.tributary.jobspark;

import static org.apache.spark.sql.functions.col;

import io.tributary.protocol.consent.Grant;
import io.tributary.protocol.port.CellComputer.ComputeException;
import io.tributary.protocol.port.CellComputer.Consent;
import io.tributary.protocol.port.CellComputer.ConsentVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What subjects have granted: a Delta table beside the data, for the operator's own systems too. It
 * only grows: a withdrawal is a further row with the grant's id, so that every state is kept, and
 * what a run used can be looked up by its version.
 *
 * <p>Columns: {@code grant_id, subject, scope} (text), {@code valid_from, valid_until, recorded_at,
 * withdrawn_at} (timestamps; the second and the last may be NULL).
 */
public final class ConsentBook {
  /** The one column of {@link #granted}. */
  static final String GRANTED = "tributary_granted_subject";

  private static final String NAME = "consent";
  private static final StructType SCHEMA =
      new StructType()
          .add("grant_id", DataTypes.StringType)
          .add("subject", DataTypes.StringType)
          .add("scope", DataTypes.StringType)
          .add("valid_from", DataTypes.TimestampType)
          .add("valid_until", DataTypes.TimestampType)
          .add("recorded_at", DataTypes.TimestampType)
          .add("withdrawn_at", DataTypes.TimestampType);

  private final Supplier<SparkSession> sessions;
  private final Path table;

  /**
   * The book in a folder, which need not exist yet.
   *
   * @param sessions opens a session when one is needed
   */
  public ConsentBook(Supplier<SparkSession> sessions, Path table) {
    this.sessions = sessions;
    this.table = table.toAbsolutePath().normalize();
  }

  /** Whether anything has ever been granted. */
  public boolean exists() {
    return Files.isDirectory(table.resolve("_delta_log"));
  }

  /** Writes grants down. They count from the next computation on. */
  public void add(Collection<Grant> grants) {
    append(grants.stream().map(ConsentBook::row).toList());
  }

  /**
   * Takes back what subjects have granted; it counts no more from the next computation on.
   *
   * @param scope of the grants; empty for all
   * @return what was taken back; nothing if nothing stood
   */
  public List<Grant> withdraw(Set<String> subjects, Optional<String> scope, Instant at) {
    List<Grant> standing =
        of(subjects).stream()
            .filter(grant -> grant.withdrawn().isEmpty())
            .filter(grant -> scope.filter(s -> !s.equals(grant.scope())).isEmpty())
            .map(grant -> grant.withdrawn(at))
            .toList();
    add(standing);
    return standing;
  }

  /** All grants of some subjects, in the order of their ids; those withdrawn, too. */
  public List<Grant> of(Set<String> subjects) {
    if (!exists()) {
      return List.of();
    }
    return grants(read().where(col("subject").isInCollection(subjects)));
  }

  /** The grants of some subjects as they stood at a version of the book. */
  public List<Grant> of(Set<String> subjects, long version) {
    return grants(version(sessions.get(), version).where(col("subject").isInCollection(subjects)));
  }

  private static List<Grant> grants(Dataset<Row> rows) {
    Map<String, Grant> grants = new LinkedHashMap<>();
    for (Row row : rows.orderBy("grant_id", "withdrawn_at").collectAsList()) {
      Grant grant = grant(row);
      grants.merge(grant.id(), grant, (one, other) -> one.withdrawn().isPresent() ? one : other);
    }
    return new ArrayList<>(grants.values());
  }

  private Dataset<Row> read() {
    return sessions.get().read().format("delta").load(table.toString());
  }

  private void append(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    synchronized (ConsentBook.class) {
      alone(rows);
    }
  }

  /** On a local disk Delta itself does not hold two processes apart. */
  private void alone(List<Row> rows) {
    try {
      Files.createDirectories(table);
      try (FileChannel channel =
              FileChannel.open(
                  table.resolveSibling("." + table.getFileName() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IllegalStateException("the book's lock was lost");
        }
        sessions
            .get()
            .createDataFrame(rows, SCHEMA)
            .coalesce(1)
            .write()
            .format("delta")
            .mode("append")
            .save(table.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the book of consent cannot be written: " + table, e);
    }
  }

  /** Fixes the version that a computation uses. */
  Tables.Pinned pin(SparkSession session) {
    if (!exists()) {
      throw new ComputeException(
          ComputeException.Reason.SCHEMA,
          "consent is required, and there is no book of it in " + table,
          null);
    }
    return Tables.pin(session, NAME, table);
  }

  /** Whether every subject with a grant in an earlier state has one now; in another book, no. */
  boolean stillGrants(Consent then, ConsentVersion state, Consent now) {
    SparkSession session = sessions.get();
    Tables.Pinned book = pin(session);
    if (!Consented.isOf(state, book)) {
      return false;
    }
    Dataset<Row> before = granted(version(session, state.version()), then.scopes(), then.at());
    return before.except(granted(book.read(session), now.scopes(), now.at())).isEmpty();
  }

  private Dataset<Row> version(SparkSession session, long version) {
    return session.read().format("delta").option("versionAsOf", version).load(table.toString());
  }

  /** Subjects with a grant in force for one of these scopes: column {@link #GRANTED}. */
  static Dataset<Row> granted(Dataset<Row> book, Set<String> scopes, Instant at) {
    Column inForce =
        col("withdrawn_at")
            .isNull()
            .and(col("scope").isInCollection(scopes))
            .and(col("valid_from").leq(at))
            .and(col("valid_until").isNull().or(col("valid_until").gt(at)));
    Dataset<Row> withdrawn =
        book.where(col("withdrawn_at").isNotNull()).select(col("grant_id").as("withdrawn_id"));
    return book.where(inForce)
        .join(withdrawn, col("grant_id").equalTo(col("withdrawn_id")), "left_anti")
        .select(col("subject").as(GRANTED))
        .distinct();
  }

  private static Row row(Grant grant) {
    return RowFactory.create(
        grant.id(),
        grant.subject(),
        grant.scope(),
        grant.from(),
        grant.until().orElse(null),
        grant.recorded(),
        grant.withdrawn().orElse(null));
  }

  private static Grant grant(Row row) {
    return new Grant(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        instant(row, 3).orElseThrow(),
        instant(row, 4),
        instant(row, 5).orElseThrow(),
        instant(row, 6));
  }

  /** The operator's session decides which of two types a timestamp has. */
  private static Optional<Instant> instant(Row row, int column) {
    Object value = row.get(column);
    return value instanceof Timestamp timestamp
        ? Optional.of(timestamp.toInstant())
        : Optional.ofNullable((Instant) value);
  }
}

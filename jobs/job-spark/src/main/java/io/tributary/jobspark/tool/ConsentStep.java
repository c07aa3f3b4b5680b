package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.ConsentBook;
import io.tributary.protocol.consent.Grant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * What subjects have granted at one repository: writes it down, takes it back, shows it, and says
 * which runs have used rows of a subject.
 */
final class ConsentStep implements Step {
  static final Set<String> ARGUMENTS =
      Set.of(
          "kind", "book", "action", "subjects", "scope", "from", "until", "now", "tables", "runs");

  private final Supplier<SparkSession> sessions;

  ConsentStep(Supplier<SparkSession> sessions) {
    this.sessions = sessions;
  }

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    ConsentBook book = new ConsentBook(sessions, arguments.path("book"));
    Set<String> subjects = new TreeSet<>();
    arguments.list("subjects").forEach(subject -> subjects.add(subject.asText()));
    switch (arguments.text("action")) {
      case "grant" -> write(grant(arguments, book, subjects), result);
      case "withdraw" ->
          write(book.withdraw(subjects, arguments.optional("scope"), now(arguments)), result);
      case "show" -> write(book.of(subjects), result);
      case "runs" -> runs(arguments, book, subjects, result.putArray("runs"));
      default -> throw ToolException.usage("the action is grant, withdraw, show or runs");
    }
  }

  private static Instant now(Arguments arguments) {
    return Instant.parse(arguments.text("now"));
  }

  private static List<Grant> grant(Arguments arguments, ConsentBook book, Set<String> subjects) {
    Instant now = now(arguments);
    List<Grant> grants = new ArrayList<>();
    try {
      for (String subject : subjects) {
        grants.add(
            new Grant(
                UUID.randomUUID().toString(),
                subject,
                arguments.text("scope"),
                arguments.optional("from").map(Instant::parse).orElse(now),
                arguments.optional("until").map(Instant::parse),
                now,
                Optional.empty()));
      }
    } catch (IllegalArgumentException e) {
      throw ToolException.usage(e.getMessage());
    }
    book.add(grants);
    return grants;
  }

  private static void write(List<Grant> grants, ObjectNode result) {
    ArrayNode all = result.putArray("grants");
    for (Grant grant : grants) {
      ObjectNode one = all.addObject().put("id", grant.id()).put("subject", grant.subject());
      one.put("scope", grant.scope()).put("from", grant.from().toString());
      grant.until().ifPresent(until -> one.put("until", until.toString()));
      one.put("recorded", grant.recorded().toString());
      grant.withdrawn().ifPresent(at -> one.put("withdrawn", at.toString()));
    }
  }

  /** For each run, how many rows of the subjects each of its tables had that counted. */
  private void runs(Arguments arguments, ConsentBook book, Set<String> subjects, ArrayNode result) {
    Path folder = arguments.path("tables");
    for (JsonNode run : arguments.list("runs")) {
      ObjectNode one = result.addObject().put("run", run.path("run").asText());
      ObjectNode tables = one.putObject("tables");
      for (Map.Entry<String, JsonNode> subject : run.path("subjects").properties()) {
        String table = subject.getKey();
        try {
          Set<String> counted = counted(book, subjects, run, table);
          long version = run.path("tables").path(table).asLong();
          String column = subject.getValue().asText();
          tables.put(table, rows(folder.resolve(table), version, column, counted));
        } catch (Exception e) {
          // A version that has been cleaned up; the text of the failure may hold anything.
          tables.putNull(table);
        }
      }
    }
  }

  /** Those of the subjects whose rows counted in a table then. */
  private static Set<String> counted(
      ConsentBook book, Set<String> subjects, JsonNode run, String table) {
    Set<String> needing = new HashSet<>();
    run.path("consent").forEach(name -> needing.add(name.asText()));
    if (!needing.contains(table)) {
      return subjects;
    }
    Set<String> scopes = new HashSet<>();
    run.path("scopes").forEach(scope -> scopes.add(scope.asText()));
    Instant at = Instant.ofEpochSecond(run.path("at").asLong());
    Set<String> counted = new HashSet<>();
    book.of(subjects, run.path("consentVersion").asLong()).stream()
        .filter(grant -> grant.holds(scopes, at))
        .forEach(grant -> counted.add(grant.subject()));
    return counted;
  }

  private long rows(Path table, long version, String column, Set<String> subjects) {
    if (!Files.isDirectory(table)) {
      throw new IllegalArgumentException("the table is gone");
    }
    return sessions
        .get()
        .read()
        .format("delta")
        .option("versionAsOf", version)
        .load(table.toString())
        .where(functions.col(column).cast(DataTypes.StringType).isInCollection(subjects))
        .count();
  }
}

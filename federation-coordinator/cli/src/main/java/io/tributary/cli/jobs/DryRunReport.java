package io.tributary.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cli.jobs.explain.Prose;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import io.tributary.cli.output.Table;
import io.tributary.protocol.job.Answer;
import java.util.ArrayList;
import java.util.List;

/** What a dry run found, in words. */
final class DryRunReport {
  private final JsonNode result;

  DryRunReport(JsonNode result) {
    this.result = result;
  }

  Answer answer() {
    return Answer.fromJson(result.path("answer").toString());
  }

  boolean equal() {
    return result.path("equal").asBoolean();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        equal()
            ? "equal: plain Spark over the pooled rows gives the same answer, value by value"
                + (result.has("noise") ? ", before noise is added" : "")
            : "NOT EQUAL to plain Spark over the pooled rows: "
                + result.path("difference").asText());
    lines.add("");
    lines.addAll(Render.render(repositories(), Format.table).lines().toList());
    lines.addAll(notes());
    lines.add("");
    lines.add(cost());
    lines.add(
        "not tried here: other machines, Kafka, the ledger. `tributary demo --job` tries those.");
    return lines;
  }

  private Table repositories() {
    Table.Builder table =
        Table.of("repository", "holds", "rows", "rows counted", "values clamped", "rows in other");
    for (JsonNode one : result.path("repositories")) {
      table.row(
          one.path("id").asText(),
          one.path("label").asText(),
          one.path("rows").asLong(),
          one.path("counted").asLong(),
          one.path("clamped").asLong(),
          one.path("other").asLong());
    }
    return table.build();
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    result
        .path("noise")
        .forEach(words -> notes.add("with the noise of these repositories: " + words.asText()));
    if (result.has("rounding")) {
      notes.add(
          result.path("rounding").asText()
              + "; the comparison with plain Spark is of exact figures");
    }
    long hidden = result.path("hidden").asLong();
    if (hidden > 0) {
      notes.add(
          Prose.count(hidden, "row")
              + " of the answer would be hidden by the job's release rules and are not shown; the"
              + " comparison with plain Spark is of all rows");
    }
    long clamped = sum("clamped");
    long other = sum("other");
    if (clamped > 0) {
      notes.add(
          Prose.count(clamped, "value")
              + " lay outside the declared bounds and counted as the bound; if that is not meant,"
              + " widen bounds in job.yaml");
    }
    if (other > 0) {
      notes.add(
          Prose.count(other, "row")
              + " lay outside a declared domain and counted as 'other'; if that is not meant, add"
              + " the values under dimensions in job.yaml");
    }
    return notes;
  }

  private long sum(String key) {
    long sum = 0;
    for (JsonNode one : result.path("repositories")) {
      sum += one.path(key).asLong();
    }
    return sum;
  }

  private String cost() {
    JsonNode seconds = result.path("seconds");
    return Prose.count(result.path("cells").asLong(), "cell")
        + " left each repository as shares for "
        + result.path("nodes").asInt()
        + " nodes. Seconds: import "
        + time(seconds, "import")
        + ", compute "
        + time(seconds, "compute")
        + ", share "
        + time(seconds, "share")
        + ", combine "
        + time(seconds, "combine")
        + ", plain Spark "
        + time(seconds, "pooled");
  }

  private static String time(JsonNode seconds, String stage) {
    double value = seconds.path(stage).asDouble();
    return String.format(java.util.Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }
}

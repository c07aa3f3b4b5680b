package io.tributary.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.output.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What the rounds of all jobs come to. */
final class BenchReport {
  private final BenchStage stage;
  private final Map<String, List<Round>> jobs = new LinkedHashMap<>();

  BenchReport(BenchStage stage) {
    this.stage = stage;
  }

  void add(String job, List<Round> rounds) {
    jobs.put(job, List.copyOf(rounds));
  }

  List<String> jobs() {
    return List.copyOf(jobs.keySet());
  }

  /** Medians of a job, a line a phase, with the share that each has of the whole. */
  Table table(String job) {
    List<Round> rounds = jobs.get(job);
    double whole = median(rounds, Round::federated);
    Table.Builder table = Table.of("phase", "median s", "least", "most", "of run", "what it is");
    for (Phase phase : Phase.values()) {
      Statistics seconds = Statistics.of(rounds, round -> round.seconds(phase));
      String part = phase.before() ? percent(seconds.median() / whole) : "";
      row(table, phase.title(), seconds, part, phase.words());
    }
    row(
        table,
        "federated",
        Statistics.of(rounds, Round::federated),
        "100 %",
        "from asking to the opened answer");
    row(
        table,
        "plain",
        Statistics.of(rounds, Round::plain),
        "",
        "plain Spark: the author's SQL over one table of all rows");
    return table.build();
  }

  private static double sealing(Round round) {
    return round.seconds(Phase.SHARE) + round.seconds(Phase.CLOSE) + round.seconds(Phase.COMBINE);
  }

  /** What the numbers of a job mean, and what they do not. */
  List<String> words(String job) {
    List<Round> rounds = jobs.get(job);
    Statistics ratio = Statistics.of(rounds, Round::ratio);
    double constant = median(rounds, Round::constant);
    return List.of(
        String.format(
            Locale.ROOT,
            "federated : plain = %.1f (%.1f to %.1f in %d rounds); compute alone : plain = %.1f",
            ratio.median(),
            ratio.least(),
            ratio.most(),
            rounds.size(),
            median(rounds, round -> round.seconds(Phase.COMPUTE) / round.plain())),
        String.format(
            Locale.ROOT,
            "constant: %.2f s of a run, all but compute, do not see the rows; they depend on the"
                + " cells of the job, the number of parties and the ledger's pace. Only compute"
                + " grows with the rows, as plain Spark does",
            constant),
        String.format(
            Locale.ROOT,
            "from the last contribution to the last sealed answer: %.2f s (share, close and"
                + " combine)",
            median(rounds, BenchReport::sealing)),
        stage.sharing());
  }

  JsonNode json() {
    ObjectNode report = stage.json();
    ArrayNode list = report.putArray("jobs");
    jobs.forEach((job, rounds) -> list.add(json(job, rounds)));
    return report;
  }

  private ObjectNode json(String job, List<Round> rounds) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("job", job);
    ObjectNode medians = node.putObject("medianSeconds");
    for (Phase phase : Phase.values()) {
      medians.set(phase.title(), number(median(rounds, round -> round.seconds(phase))));
    }
    medians.set("federated", number(median(rounds, Round::federated)));
    medians.set("plain", number(median(rounds, Round::plain)));
    medians.set("constant", number(median(rounds, Round::constant)));
    Statistics ratio = Statistics.of(rounds, Round::ratio);
    ObjectNode ratios = node.putObject("ratio");
    ratios.set("median", number(ratio.median()));
    ratios.set("least", number(ratio.least()));
    ratios.set("most", number(ratio.most()));
    ArrayNode all = node.putArray("rounds");
    rounds.forEach(round -> all.add(json(round)));
    ArrayNode notes = node.putArray("notes");
    words(job).forEach(notes::add);
    return node;
  }

  private static ObjectNode json(Round round) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (Phase phase : Phase.values()) {
      node.set(phase.title(), number(round.seconds(phase)));
    }
    node.set("federated", number(round.federated()));
    node.set("plain", number(round.plain()));
    return node;
  }

  private static void row(
      Table.Builder table, String what, Statistics seconds, String part, String words) {
    table.row(
        what, text(seconds.median()), text(seconds.least()), text(seconds.most()), part, words);
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
    return Statistics.of(rounds, value).median();
  }

  private static BigDecimal text(double seconds) {
    return BigDecimal.valueOf(seconds).setScale(2, RoundingMode.HALF_UP);
  }

  private static JsonNode number(double value) {
    return JsonNodeFactory.instance.numberNode(
        BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP));
  }

  private static String percent(double part) {
    return Math.round(100 * part) + " %";
  }
}

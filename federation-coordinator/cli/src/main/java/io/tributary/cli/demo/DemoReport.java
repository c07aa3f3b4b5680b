package io.tributary.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.demo.cheat.CheatOutcome;
import io.tributary.cli.error.Called;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.output.Render;
import io.tributary.protocol.job.Answer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a demo came to, for programs. Written whole or not at all, and also when it failed. */
final class DemoReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<DemoRun> runs = new ArrayList<>();
  private Optional<CheatOutcome> cheat = Optional.empty();
  private Optional<CliException> error = Optional.empty();
  private OptionalLong peakMemory = OptionalLong.empty();
  private double total;
  private final Called called;

  /**
   * @param called how commands in it are to be typed
   */
  DemoReport(Called called) {
    this.called = called;
  }

  void add(DemoRun run) {
    runs.add(run);
  }

  void cheated(CheatOutcome outcome) {
    cheat = Optional.of(outcome);
    outcome.failure().ifPresent(this::failed);
  }

  List<DemoRun> runs() {
    return List.copyOf(runs);
  }

  void failed(CliException e) {
    error = Optional.of(e);
  }

  void measured(double seconds, OptionalLong memory) {
    total = seconds;
    peakMemory = memory;
  }

  Optional<CliException> error() {
    return error;
  }

  /** The largest sum of memory seen, for people. */
  Optional<String> memory() {
    return peakMemory.isPresent()
        ? Optional.of(
            String.format(
                java.util.Locale.ROOT, "%.2f GiB", peakMemory.getAsLong() / (double) (1 << 30)))
        : Optional.empty();
  }

  boolean ok() {
    boolean any = cheat.isPresent() || !runs.isEmpty();
    return error.isEmpty() && any && runs.stream().allMatch(DemoRun::good);
  }

  ObjectNode json() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("ok", ok());
    error.ifPresent(
        e ->
            report
                .putObject("error")
                .put("code", e.code())
                .put("message", e.getMessage())
                .put("why", called.in(e.why()))
                .put("fix", called.in(e.fix())));
    ArrayNode list = report.putArray("runs");
    runs.forEach(run -> list.add(json(run)));
    cheat.ifPresent(outcome -> report.set("cheat", outcome.json()));
    report.set("seconds", seconds(total));
    peakMemory.ifPresent(bytes -> report.put("peakMemoryBytes", bytes));
    return report;
  }

  /** Refuses a place that no report can be written to, before anything has been done for it. */
  static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(file, e);
    }
    if (!Files.isWritable(folder) || Files.isDirectory(file)) {
      throw HomeErrors.cannotWrite(file, new AccessDeniedException(folder.toString()));
    }
  }

  /** Writes the file next to its place first, so that nobody ever reads half of it. */
  void write(Path file) {
    Path absolute = file.toAbsolutePath();
    Path draft = absolute.resolveSibling("." + absolute.getFileName() + ".new");
    try {
      Files.createDirectories(absolute.getParent());
      Files.writeString(draft, Render.json(json()));
      Files.move(
          draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(file, e);
    }
  }

  private static ObjectNode json(DemoRun run) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("job", run.job().name());
    node.put("runId", run.runId());
    run.repositories().forEach(node.putArray("repositories")::add);
    run.nodes().forEach(node.putArray("nodes")::add);
    ObjectNode rows = node.putObject("rows");
    run.rows().forEach(rows::put);
    node.set("answer", json(run.answer()));
    node.set("pooled", json(run.pooled()));
    node.put("equal", run.difference().isEmpty());
    run.difference().ifPresent(where -> node.put("difference", where));
    run.noise().ifPresent(noise -> node.set("noise", noise.json()));
    node.set("audit", run.audit().json());
    ObjectNode seconds = node.putObject("seconds");
    run.seconds().forEach((phase, value) -> seconds.set(phase, seconds(value)));
    node.set("plainSeconds", seconds(run.plainSeconds()));
    return node;
  }

  private static JsonNode json(Answer answer) {
    try {
      return JSON.readTree(answer.toJson());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer writes JSON", e);
    }
  }

  private static JsonNode seconds(double value) {
    return JsonNodeFactory.instance.numberNode(
        BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP));
  }
}

package io.tributary.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.RunErrors;
import io.tributary.cli.local.Installation;
import io.tributary.cli.local.ParquetFile;
import io.tributary.cli.output.AnswerTable;
import io.tributary.cli.output.ArrowFile;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import io.tributary.cli.query.Aborted;
import io.tributary.cli.query.AnswerNoise;
import io.tributary.cli.query.AnswerRounding;
import io.tributary.cli.query.EarlierAnswer;
import io.tributary.cli.query.HiddenGroups;
import io.tributary.cli.query.Results;
import io.tributary.cli.query.RunWatch;
import io.tributary.cli.query.Session;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Opens and prints answers, for the commands that end in one. */
public final class Answers {
  /** How commands wait between looks. */
  static final RunWatch.Pause PAUSE = pause -> Thread.sleep(pause.toMillis());

  private static final Duration RECEIPT = Duration.ofSeconds(30);

  private Answers() {}

  /** Fetches, verifies, opens and keeps; a proof that does not hold is an error. */
  static Answer open(RootOptions root, Session session, RunId run) {
    Results.Opened opened = new Results(session, root.home(), PAUSE).open(run, RECEIPT);
    if (!opened.audit().ok()) {
      throw RunErrors.mismatch(run.toString(), "the audit fails", opened.audit().text().strip());
    }
    root.console().say("verified, and kept in " + opened.folder());
    HiddenGroups.say(root.console()::say, opened);
    return opened.answer();
  }

  /** Waits for an answer to open; of a run that ends without one, what is known is kept. */
  static void awaitReleased(
      RootOptions root, Session session, RunId run, int minimum, Duration limit) {
    try {
      new RunWatch(() -> session.status(run), minimum, root.console()::say, PAUSE, System::nanoTime)
          .awaitReleased(limit);
    } catch (CliException e) {
      if (Aborted.is(e)) {
        RunFolders.fetch(root, session, run);
      }
      throw e;
    }
  }

  /** The answer in the form asked for. */
  public static void print(RootOptions root, Answer answer) {
    switch (root.format()) {
      case json -> root.console().data(Render.json(json(answer)));
      case arrow -> root.console().data(ArrowFile.of(answer));
      case parquet -> root.console().data(ParquetFile.of(Installation.current(), answer));
      case table, csv -> root.print(AnswerTable.of(answer));
    }
  }

  /**
   * The same with what is known of its noise, its rounding, and of an earlier run that it is from:
   * below a table, in JSON beside the rows.
   *
   * @param kept the run's folder
   */
  static void print(RootOptions root, Answer answer, Path kept) {
    Optional<AnswerNoise> noise = AnswerNoise.in(kept);
    Optional<String> rounding = AnswerRounding.in(kept);
    Optional<RunId> earlier = EarlierAnswer.in(kept);
    if (root.format() == Format.json) {
      ObjectNode node = (ObjectNode) json(answer);
      noise.ifPresent(n -> node.set("noise", n.json()));
      rounding.ifPresent(words -> node.put("rounding", words));
      earlier.ifPresent(run -> node.put("again", run.toString()));
      root.console().data(Render.json(node));
      return;
    }
    print(root, answer);
    noise.map(AnswerNoise::words).orElse(List.of()).forEach(words -> note(root, "noise: " + words));
    rounding.ifPresent(words -> note(root, words));
    EarlierAnswer.words(earlier).forEach(words -> note(root, words));
  }

  private static void note(RootOptions root, String words) {
    if (root.format() == Format.table) {
      root.console().data(words + "\n");
    } else {
      root.console().say(words);
    }
  }

  private static JsonNode json(Answer answer) {
    try {
      return new ObjectMapper().readTree(answer.toJson());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer writes JSON", e);
    }
  }
}

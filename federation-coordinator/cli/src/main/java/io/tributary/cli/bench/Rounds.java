package io.tributary.cli.bench;

import io.tributary.cli.demo.Setting;
import io.tributary.cli.error.RunErrors;
import io.tributary.cli.output.Console;
import io.tributary.cli.query.Results;
import io.tributary.cli.query.RunStatus;
import io.tributary.cli.query.RunWatch;
import io.tributary.cli.query.Session;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobPackage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Asks one job again and again, the federation and plain Spark by turns. */
final class Rounds {
  /** Not counted: sessions start, code is compiled, and the answer is compared. */
  static final int WARM_UP = 2;

  private static final Duration CONTRIBUTION = Duration.ofMinutes(15);
  private static final Duration RECEIPT = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(40);

  private final Console console;
  private final Setting setting;
  private final Session session;
  private final PlainSpark plain;
  private final RunWatch.Pause pause;

  Rounds(
      Console console, Setting setting, Session session, PlainSpark plain, RunWatch.Pause pause) {
    this.console = console;
    this.setting = setting;
    this.session = session;
    this.plain = plain;
    this.pause = pause;
  }

  List<Round> play(int index, int count) {
    JobPackage job = setting.jobs().get(index);
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < WARM_UP + count; i++) {
      SortedMap<String, String> parameters =
          Session.parameters(job.definition(), RoundParameters.of(job.definition(), i));
      Federated run = federated(job, parameters);
      Round round = new Round(run.phases(), plain.seconds(job, parameters));
      if (i == 0) {
        requireEqual(run.opened(), index, parameters);
      }
      if (i >= WARM_UP) {
        rounds.add(round);
      }
      say(job.definition().name(), i, round);
    }
    return rounds;
  }

  private record Federated(Results.Opened opened, Map<Phase, Double> phases) {}

  private Federated federated(JobPackage job, SortedMap<String, String> parameters) {
    RunClock clock = new RunClock(System::nanoTime);
    RunId run = session.ask(job, parameters, List.of(), "bench", false, CONTRIBUTION);
    RunStatus unused =
        new RunWatch(
                () -> look(run, clock),
                job.definition().repositories().minimum(),
                said -> {},
                between -> pause.between(LOOK),
                System::nanoTime)
            .awaitReleased(Session.total(CONTRIBUTION));
    Map<Phase, Double> seconds = new EnumMap<>(clock.seconds());
    Results.Opened opened =
        new Results(session, setting.federation().home(), pause).open(run, RECEIPT);
    seconds.put(Phase.OPEN, opened.opening());
    long start = System.nanoTime();
    boolean ok = Results.audit(opened.folder(), Optional.of(session.ledger())).ok();
    seconds.put(Phase.AUDIT, (System.nanoTime() - start) / 1e9);
    if (!ok) {
      throw RunErrors.mismatch(run.toString(), "the audit fails", "see " + opened.folder());
    }
    return new Federated(opened, seconds);
  }

  private RunStatus look(RunId run, RunClock clock) {
    RunStatus status = setting.status(session, run);
    clock.look(status);
    return status;
  }

  /** What is timed must be right. */
  private void requireEqual(
      Results.Opened opened, int index, SortedMap<String, String> parameters) {
    opened
        .answer()
        .difference(setting.pooled(index, parameters))
        .ifPresent(
            where -> {
              throw RunErrors.notEqual(opened.run().toString(), where);
            });
  }

  private void say(String job, int round, Round seconds) {
    console.say(
        String.format(
            Locale.ROOT,
            "%s, %s: federated %.2f s (compute %.2f), plain Spark %.2f s",
            job,
            round < WARM_UP ? "warming up" : "round " + (round - WARM_UP + 1),
            seconds.federated(),
            seconds.seconds(Phase.COMPUTE),
            seconds.plain()));
  }
}

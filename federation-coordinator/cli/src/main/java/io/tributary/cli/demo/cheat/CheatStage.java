package io.tributary.cli.demo.cheat;

import io.tributary.auditor.AuditReport;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.error.ProcessErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Home;
import io.tributary.cli.local.FederationSpec;
import io.tributary.cli.local.LocalFederation;
import io.tributary.cli.local.Stakes;
import io.tributary.cli.output.Console;
import io.tributary.cli.query.Results;
import io.tributary.cli.query.RunStatus;
import io.tributary.cli.query.RunWatch;
import io.tributary.cli.query.Session;
import io.tributary.ledger.Quantity;
import io.tributary.ledger.Web3Ledger;
import io.tributary.ledger.chain.ChainExport;
import io.tributary.ledger.chain.ChainProof;
import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.ledger.chain.LoggedEvent;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.statement.IdentityKey;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;

/** A federation that stands, one question, and an honest asker: where cheats are played. */
public final class CheatStage implements AutoCloseable {
  private static final Duration RECEIPT = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final Console console;
  private final LocalFederation federation;
  private final Home base;
  private final Question question;
  private final RunWatch.Pause pause;
  private final Session session;

  /**
   * What is asked.
   *
   * @param job one whose runs are sum runs
   * @param contribution how long repositories have
   */
  public record Question(
      JobPackage job, SortedMap<String, String> parameters, Duration contribution) {}

  /**
   * @param base where the run is kept; the demo's own folder goes away
   */
  public CheatStage(
      Console console,
      LocalFederation federation,
      Home base,
      Question question,
      RunWatch.Pause pause) {
    this.console = console;
    this.federation = federation;
    this.base = base;
    this.question = question;
    this.pause = pause;
    this.session = Session.open(federation.home(), federation.federation(), FederationSpec.QUERIER);
  }

  /** Plays a cheat. */
  public CheatOutcome play(CheatKind kind) {
    return kind.cheat().play(this);
  }

  void say(String line) {
    console.say(line);
  }

  LocalFederation federation() {
    return federation;
  }

  Session session() {
    return session;
  }

  /** Who asks. */
  String asker() {
    return FederationSpec.QUERIER;
  }

  /** What is asked, in a word. */
  String job() {
    return question.job().definition().name();
  }

  /** Asks, without waiting. */
  RunId ask() {
    say("asking " + job());
    RunId run =
        session.ask(
            question.job(),
            question.parameters(),
            List.of(),
            "demo",
            false,
            question.contribution());
    say("run " + run);
    return run;
  }

  /** Waits until there is something to open. */
  RunStatus awaitReleased(RunId run) {
    int minimum = question.job().definition().repositories().minimum();
    return new RunWatch(() -> status(run), minimum, this::say, pause, System::nanoTime)
        .awaitReleased(Session.total(question.contribution()).plus(MARGIN));
  }

  /** A party that died is told instead of what follows from that. */
  private RunStatus status(RunId run) {
    federation
        .casualty()
        .ifPresent(
            died -> {
              throw died;
            });
    return session.status(run);
  }

  /** Verifies and opens, and keeps the run's folder. */
  Results.Opened open(RunId run) {
    return new Results(session, base, pause).open(run, RECEIPT);
  }

  /** Audits the folder kept, against the ledger as it is now. */
  AuditReport audit(RunId run) {
    return Results.audit(base.run(run.toString()), Optional.of(session.ledger()));
  }

  /** What everybody has at stake now. */
  Deposits deposits() {
    URI url = URI.create(federation.federation().ledger().url());
    // Looked up anew: what has just been paid or taken must be in it.
    try (Web3Ledger ledger = Web3Ledger.connect(url, session.domain(), 0)) {
      return Deposits.of(ledger);
    }
  }

  /** What the asker's account is owed, in wei. */
  BigInteger credit() {
    try (IdentityKey key = session.identity()) {
      return session.ledger().credit(key.address());
    }
  }

  /** What the contract has logged of a type about a run, proven against block headers. */
  <E extends LedgerEvent.OfRun> List<E> events(RunId run, Class<E> type) {
    return ChainProof.verify(ChainExport.export(session.ledger(), run)).events().stream()
        .map(LoggedEvent::event)
        .filter(type::isInstance)
        .map(type::cast)
        .filter(event -> event.run().equals(run))
        .toList();
  }

  /** The same, waited for: the sink may be at it still. Empty if nothing comes of it. */
  <E extends LedgerEvent.OfRun> List<E> awaitEvents(RunId run, Class<E> type) {
    var unused = await(() -> !events(run, type).isEmpty());
    return events(run, type);
  }

  /** Waits a while for something; whether it came. */
  boolean await(BooleanSupplier reached) {
    long end = System.nanoTime() + RECEIPT.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      rest();
    }
    return true;
  }

  private void rest() {
    try {
      pause.between(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProcessErrors.interrupted();
    }
  }

  /** Puts a bond at stake for each repository, out of the founder's account. */
  void stakeRepositories() {
    BigInteger bond = session.ledger().bond();
    for (Federation.Member member : federation.federation().of("repository")) {
      Stakes.add(
          federation.home(),
          federation.federation(),
          session.domain(),
          new PartyId(member.id()),
          bond);
    }
  }

  /** What a party's process has written to its log. */
  String log(String party) {
    Path file = federation.home().log(party);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw HomeErrors.notReadable(file);
    }
  }

  /** How many transactions of a sink's account are on the chain. */
  long transactions(String sink) {
    String account = federation.cheaters().account(sink).hex();
    return Quantity.longNumber(
        session.ledger().raw("eth_getTransactionCount", account, "latest"), "a count");
  }

  @Override
  public void close() {
    session.close();
  }
}

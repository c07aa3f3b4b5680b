package io.tributary.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.auditor.Audit;
import io.tributary.auditor.AuditReport;
import io.tributary.auditor.LiveLedger;
import io.tributary.auditor.Opening;
import io.tributary.auditor.QuerierOpening;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.ProcessErrors;
import io.tributary.cli.error.RunErrors;
import io.tributary.cli.home.Home;
import io.tributary.ledger.Web3Ledger;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.message.EvidenceJson;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.StatementJson;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFile;
import io.tributary.protocol.transcript.TranscriptFolder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * From a completed run to an answer that may be believed: fetch, audit, open, sign the receipt,
 * keep the folder. What the coordinator hands over is checked like anybody's.
 */
public final class Results {
  private static final Duration LOOK = Duration.ofMillis(100);

  /** How long the last output of a comparison run is waited for. */
  private static final Duration LATE = Duration.ofSeconds(20);

  private final Session session;
  private final RunFetch fetch;
  private final Home home;
  private final RunWatch.Pause pause;
  private final SecureRandom random = new SecureRandom();

  public Results(Session session, Home home, RunWatch.Pause pause) {
    this.session = session;
    this.fetch = new RunFetch(session);
    this.home = home;
    this.pause = pause;
  }

  /**
   * An opened run.
   *
   * @param folder where it is kept
   * @param hidden groups that the job's release rules hide, or that are empty
   * @param liars nodes that sent something false, and were outvoted
   * @param audit of the whole folder, receipt included
   */
  public record Opened(
      RunId run,
      Answer answer,
      int hidden,
      List<PartyId> liars,
      Path folder,
      AuditReport audit,
      double opening) {}

  /**
   * Fetches, checks and opens; a proof that does not hold is a failure with exit code 5.
   *
   * @param limit how long the receipt may take to reach the ledger
   */
  public Opened open(RunId run, Duration limit) {
    long started = System.nanoTime();
    RunFolder fetched = fetch.beside(fetch.transcript(run), run);
    Opening opening = opening(fetched, run);
    while (opening instanceof Opening.NotOpened && System.nanoTime() - started < LATE.toNanos()) {
      // With three of four outputs and a liar among them, the fourth may decide.
      rest();
      fetched = fetch.beside(fetch.transcript(run), run);
      opening = opening(fetched, run);
    }
    RunFolder last = fetched;
    Optional<Signed<Receipt>> receipt = opening.receipt(last.transcript().root()).map(this::sign);
    receipt.ifPresent(signed -> send(run, signed));
    boolean judged = opening instanceof Opening.Lie lie && isJudged(run, lie, limit);
    double openingSeconds = (System.nanoTime() - started) / 1e9;
    RunFolder received = receipt.map(signed -> received(last, run, signed, limit)).orElse(last);
    Path kept = home.run(run.toString());
    if (!(opening instanceof Opening.Answer answered)) {
      throw refused(opening, received, kept, run, judged);
    }
    CompiledJob compiled = compiled(received.transcript());
    RunFolder whole =
        new RunFolder(
            received.transcript(),
            received.chain(),
            Optional.of(answered.result().write(compiled)));
    TranscriptFolder.write(kept, whole);
    return new Opened(
        run,
        answered.result().opening().answer(compiled),
        answered.result().hidden(),
        answered.liars(),
        kept,
        audit(kept, Optional.of(session.ledger())),
        openingSeconds);
  }

  /** Audits a folder, against a live ledger if there is one. */
  public static AuditReport audit(Path folder, Optional<Web3Ledger> ledger) {
    return Audit.run(folder, ledger.map(LiveLedger::of));
  }

  private Signed<Receipt> sign(Receipt receipt) {
    try (IdentityKey key = session.identity()) {
      return key.sign(session.domain(), receipt);
    }
  }

  private void send(RunId run, Signed<Receipt> receipt) {
    JsonNode body = StatementJson.writeSigned(receipt);
    session.coordinator().send("POST", "/runs/" + run + "/receipt", body);
  }

  /**
   * The very lines that were audited and signed for, with the receipt and with what the ledger then
   * holds. A receipt that has not come there in time is left out: the ledger must know all that a
   * folder says it does.
   */
  private RunFolder received(
      RunFolder fetched, RunId run, Signed<Receipt> receipt, Duration limit) {
    boolean there = awaitReceived(run, limit);
    Transcript lines = fetched.transcript();
    return fetch.beside(there ? lines.withReceipt(receipt) : lines, run);
  }

  private boolean awaitReceived(RunId run, Duration limit) {
    return await(() -> state(run) == Ledger.RunState.RECEIVED, limit);
  }

  /** Hands the evidence in, where it may be shown, and waits for the ledger to name the node. */
  private boolean isJudged(RunId run, Opening.Lie lie, Duration limit) {
    if (lie.forLedger().isEmpty()) {
      return false;
    }
    session
        .coordinator()
        .send(
            "POST",
            "/runs/" + run + "/evidence",
            EvidenceJson.write(lie.forLedger().orElseThrow()));
    Optional<PartyId> named = Optional.of(lie.node());
    return await(() -> session.ledger().culprit(run).equals(named), limit);
  }

  private boolean await(BooleanSupplier reached, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
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

  private Ledger.RunState state(RunId run) {
    return session.ledger().run(run).map(Ledger.RunRecord::state).orElse(Ledger.RunState.NONE);
  }

  /**
   * The compiled job of a transcript that has passed the audit, from the bytes that vetters signed,
   * with the parameters of the run.
   */
  static CompiledJob compiled(Transcript transcript) {
    for (byte[] line : transcript.lines(TranscriptFile.JOB)) {
      JsonNode entry = CanonicalJson.parseObject(line);
      if (entry.path("path").asText().equals(JobPackage.COMPILED)) {
        Digest digest = new Digest(entry.path("sha256").asText());
        return CompiledJob.parse(transcript.blob(digest).orElseThrow())
            .given(parameters(transcript));
      }
    }
    throw new IllegalStateException("an audited transcript holds its job");
  }

  private static Map<String, String> parameters(Transcript transcript) {
    byte[] request = transcript.lines(TranscriptFile.REQUEST).get(0);
    return Parameters.fromJson(CanonicalJson.parseObject(request).path("parameters")).values();
  }

  private Opening opening(RunFolder folder, RunId run) {
    try (SealingKeyPair key = session.keys().result(run.toString())) {
      return QuerierOpening.open(folder, Optional.of(LiveLedger.of(session.ledger())), key, random);
    } catch (ProtocolException e) {
      throw RunErrors.mismatch(run.toString(), "the answer cannot be opened", e.getMessage());
    }
  }

  private CliException refused(
      Opening opening, RunFolder folder, Path kept, RunId run, boolean judged) {
    if (opening instanceof Opening.Lie lie) {
      TranscriptFolder.write(
          kept,
          new RunFolder(
              folder.transcript(),
              folder.chain(),
              Optional.empty(),
              Optional.of(lie.evidence().write())));
      return RunErrors.mismatch(
          run.toString(),
          "node " + lie.node() + " changed its sum",
          "block "
              + lie.block()
              + " of its opening does not match the repositories' commitments; "
              + (judged ? "the ledger has named it; " : "the ledger has not judged it; ")
              + "the evidence is in "
              + kept);
    }
    TranscriptFolder.write(kept, folder);
    if (opening instanceof Opening.Unreadable unreadable) {
      return RunErrors.mismatch(
          run.toString(),
          "the output of node " + unreadable.node() + " cannot be read",
          unreadable.why());
    }
    if (opening instanceof Opening.NotOpened nothing) {
      return RunErrors.mismatch(
          run.toString(), "the nodes' outputs do not come to an answer", nothing.why());
    }
    return RunErrors.mismatch(
        run.toString(),
        "the proof does not hold" + opening.report().leaf().map(leaf -> ", at " + leaf).orElse(""),
        opening.report().text().strip());
  }
}

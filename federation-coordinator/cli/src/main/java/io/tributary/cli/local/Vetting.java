package io.tributary.cli.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Home;
import io.tributary.cli.home.KeyRing;
import io.tributary.cli.query.CoordinatorClient;
import io.tributary.ledger.LedgerCalls;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.StatementJson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The vetters of a local federation: their keys are on this machine. Elsewhere each of them signs
 * for itself; what is published is the same.
 */
public final class Vetting {
  private static final Duration VALID = Duration.ofDays(365);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LocalLedger ledger;
  private final KeyRing keys;
  private final CoordinatorClient coordinator;

  private Vetting(LocalLedger ledger, KeyRing keys, CoordinatorClient coordinator) {
    this.ledger = ledger;
    this.keys = keys;
    this.coordinator = coordinator;
  }

  /** In a federation that this process has started. */
  public static Vetting in(LocalFederation federation) {
    return new Vetting(federation.ledger(), federation.keys(), federation.coordinator());
  }

  /** In a federation that stands; its owner's and vetters' keys must be in this home. */
  public static Vetting in(Home home, Federation federation, Domain domain) {
    LocalLedger ledger = LocalLedger.at(URI.create(federation.ledger().url()), home);
    ledger.use(domain);
    return new Vetting(
        ledger,
        new KeyRing(home),
        new CoordinatorClient(URI.create(federation.coordinator()), home.pki().resolve("ca.pem")));
  }

  /** Has the vetters sign a job's exact bytes, enters it on the ledger and hands it out. */
  public void vet(JobPackage job) {
    List<Signed<Approval>> approvals = new ArrayList<>();
    long expires = Instant.now().plus(VALID).getEpochSecond();
    for (String vetter : FederationSpec.vetterIds().subList(0, LocalLedger.VETTERS_NEEDED)) {
      try (IdentityKey key = keys.identity(vetter)) {
        Approval approval = new Approval(new PartyId(vetter), job.digest(), expires, 1);
        approvals.add(key.sign(ledger.domain(), approval));
      }
    }
    ledger.write(LedgerCalls.vetJob(approvals));
    publish(job, body(job, approvals));
  }

  /** The coordinator asks its own view of the ledger, which may be a moment behind ours. */
  private void publish(JobPackage job, ObjectNode body) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        coordinator.send("PUT", "/jobs/" + job.definition().name(), body);
        return;
      } catch (CliException e) {
        if (!e.code().equals("BAD_JOB") || System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
    }
  }

  /** Refuses where the vetters' keys are not here. */
  public static void requireKeys(Home home) {
    KeyRing keys = new KeyRing(home);
    for (String vetter : FederationSpec.vetterIds()) {
      if (!java.nio.file.Files.exists(keys.identityFile(vetter))) {
        throw UsageErrors.usage(
            "the key of " + vetter + " is not in " + home.folder(),
            "only a federation started here has its vetters' keys here",
            "ask the vetters to sign the job");
      }
    }
  }

  private static ObjectNode body(JobPackage job, List<Signed<Approval>> approvals) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode files = body.putObject("files");
    job.files()
        .forEach((name, bytes) -> files.put(name, Base64.getEncoder().encodeToString(bytes)));
    ArrayNode array = body.putArray("approvals");
    approvals.forEach(approval -> array.add(StatementJson.writeSigned(approval)));
    return body;
  }
}

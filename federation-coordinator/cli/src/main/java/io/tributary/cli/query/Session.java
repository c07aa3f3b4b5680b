package io.tributary.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.error.NetworkErrors;
import io.tributary.cli.error.RunErrors;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Home;
import io.tributary.cli.home.KeyRing;
import io.tributary.ledger.Web3Ledger;
import io.tributary.mpc.four.Committee;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** One asker with a federation: the coordinator it talks to, the ledger it checks against. */
public final class Session implements AutoCloseable {
  /** How long repositories have to contribute unless the asker says otherwise. */
  public static final Duration CONTRIBUTION = Duration.ofMinutes(5);

  /** How long the nodes then have to agree, sum and release. */
  private static final Duration COMBINATION = Duration.ofMinutes(3);

  /** How long a run may take in all. */
  public static Duration total(Duration contribution) {
    return contribution.plus(COMBINATION);
  }

  private final Federation federation;
  private final KeyRing keys;
  private final CoordinatorClient coordinator;
  private final Web3Ledger ledger;
  private final String asker;
  private final SecureRandom random = new SecureRandom();

  private Session(
      Federation federation,
      KeyRing keys,
      CoordinatorClient coordinator,
      Web3Ledger ledger,
      String asker) {
    this.federation = federation;
    this.keys = keys;
    this.coordinator = coordinator;
    this.ledger = ledger;
    this.asker = asker;
  }

  /** Connects to the federation of a home. */
  public static Session open(Home home, Federation federation, String asker) {
    if (federation.coordinator().isEmpty()
        || ended(federation, "coordinator")
        || ended(federation, "chain")) {
      throw HomeErrors.notRunning(home.folder());
    }
    CoordinatorClient coordinator =
        new CoordinatorClient(URI.create(federation.coordinator()), home.pki().resolve("ca.pem"));
    try {
      Web3Ledger ledger =
          Web3Ledger.connect(URI.create(federation.ledger().url()), domain(federation), 0);
      return new Session(federation, new KeyRing(home), coordinator, ledger, asker);
    } catch (LedgerException e) {
      throw NetworkErrors.ledgerUnreachable(federation.ledger().url(), e.getMessage());
    }
  }

  /** Whether a process that was started here is gone; one that never was is somebody else's. */
  private static boolean ended(Federation federation, String kind) {
    return federation.of(kind).stream().anyMatch(party -> party.pid() != 0 && !party.alive());
  }

  /** Chain and contract of a federation. */
  public static Domain domain(Federation federation) {
    return new Domain(federation.ledger().chainId(), new Address(federation.ledger().contract()));
  }

  public Domain domain() {
    return domain(federation);
  }

  public CoordinatorClient coordinator() {
    return coordinator;
  }

  public Web3Ledger ledger() {
    return ledger;
  }

  public KeyRing keys() {
    return keys;
  }

  /** The asker's own key; the caller closes it. */
  public IdentityKey identity() {
    return keys.identity(asker);
  }

  /** Names of the jobs the coordinator hands out. */
  public List<String> jobs() {
    return StreamSupport.stream(coordinator.get("/jobs").spliterator(), false)
        .map(job -> job.isTextual() ? job.asText() : job.path("name").asText())
        .sorted()
        .toList();
  }

  /** A job as the coordinator has it; not believed until the ledger says that it is vetted. */
  public JobPackage job(String name) {
    List<String> known = jobs();
    if (!known.contains(name)) {
      throw UsageErrors.notHere(name, known);
    }
    JsonNode answer = coordinator.get("/jobs/" + name);
    SortedMap<String, byte[]> files = new TreeMap<>();
    answer
        .path("files")
        .properties()
        .forEach(
            file -> files.put(file.getKey(), Base64.getDecoder().decode(file.getValue().asText())));
    try {
      return JobPackage.of(files);
    } catch (JobException e) {
      throw RunErrors.mismatch("of job " + name, "the job is damaged", e.getMessage());
    }
  }

  /**
   * Builds, signs and sends a question; returns the run's id, known before it is sent.
   *
   * @param fresh whether an answer that was given before is not wanted
   * @param contribution how long repositories have; a missing one is waited for that long
   */
  public RunId ask(
      JobPackage job,
      Map<String, String> given,
      List<String> chosen,
      String purpose,
      boolean fresh,
      Duration contribution) {
    Question question =
        new Question(
            job.digest(),
            parameters(job.definition(), given),
            repositories(job.definition(), chosen),
            nodes(job.compiled()),
            job.compiled().faults(),
            purpose,
            fresh,
            contribution.toSeconds(),
            total(contribution).toSeconds());
    requireVetted(job);
    try (IdentityKey key = identity();
        SealingKeyPair result = SealingKeyPair.generate(random)) {
      Asked asked =
          Asked.sign(domain(), key, question, result, Instant.now().getEpochSecond(), random);
      // Kept before the question leaves: an answer nobody can open helps nobody.
      keys.keepResult(asked.run().toString(), result);
      coordinator.send("POST", "/runs", asked.body());
      return asked.run();
    }
  }

  /** What the coordinator says of a run. */
  public RunStatus status(RunId run) {
    try {
      return RunStatus.of(coordinator.get("/runs/" + run));
    } catch (CliException e) {
      throw e.code().equals("UNKNOWN") ? RunErrors.unknownRun(run.toString()) : e;
    }
  }

  /** Checks parameters as repositories will. */
  public static SortedMap<String, String> parameters(JobDefinition job, Map<String, String> given) {
    try {
      return ParameterValues.check(job, given);
    } catch (JobException e) {
      throw UsageErrors.badParameter(
          job.name(), "the parameters do not fit job " + job.name(), e.getMessage());
    }
  }

  /** All that there are; four of them where groups are hidden. */
  private List<PartyId> nodes(CompiledJob job) {
    List<PartyId> nodes = nodes();
    if (job.faults() == 0) {
      return nodes;
    }
    if (nodes.size() < Committee.PARTIES) {
      throw UsageErrors.tooFewNodes(job.name(), nodes.size(), Committee.PARTIES);
    }
    return nodes.subList(0, Committee.PARTIES);
  }

  private List<PartyId> repositories(JobDefinition job, List<String> chosen) {
    List<PartyId> all = active(Ledger.Role.REPOSITORY);
    if (chosen.isEmpty()) {
      return all;
    }
    if (job.repositories().rule() == JobDefinition.Repositories.Rule.ALL) {
      throw UsageErrors.usage(
          "job " + job.name() + " asks all repositories",
          "its vetted rule leaves the asker no choice",
          "leave --repositories out");
    }
    List<String> known = all.stream().map(PartyId::name).toList();
    for (String id : chosen) {
      if (!known.contains(id)) {
        throw UsageErrors.unknownParty(id, known);
      }
    }
    return chosen.stream().map(PartyId::new).toList();
  }

  private List<PartyId> active(Ledger.Role role) {
    try {
      return ledger.parties().stream()
          .filter(party -> party.role() == role && party.active())
          .map(Ledger.Party::id)
          .sorted()
          .toList();
    } catch (LedgerException e) {
      throw NetworkErrors.ledgerUnreachable(federation.ledger().url(), e.getMessage());
    }
  }

  /** Those that the ledger opens a run with: of too small a deposit it takes none. */
  private List<PartyId> nodes() {
    List<PartyId> active = active(Ledger.Role.NODE);
    BigInteger bond = ledger.bond();
    return active.stream().filter(node -> ledger.stake(node).compareTo(bond) >= 0).toList();
  }

  private void requireVetted(JobPackage job) {
    boolean vetted =
        ledger
            .job(job.digest())
            .filter(record -> !record.revoked() && record.expires() > ledger.time())
            .isPresent();
    if (!vetted) {
      throw RunErrors.notVetted(job.definition().name(), job.digest().hex());
    }
  }

  @Override
  public void close() {
    ledger.close();
  }
}

package io.tributary.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cli.error.CliErrors;
import io.tributary.cli.error.CliException;
import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Home;
import io.tributary.cli.home.KeyRing;
import io.tributary.cli.query.CoordinatorClient;
import io.tributary.party.pki.Pki;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A federation of real processes on this machine. Used in the order of its methods: found, enrol,
 * start services, start agents; then it answers. Closing it ends attached processes and leaves
 * detached ones. If this process is killed before, nothing it started survives.
 */
public final class LocalFederation implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(90);
  private static final int WAVE = 2;

  /** A repository, as the data was split. */
  public record Repository(String id, String label) {}

  private final FederationSpec spec;
  private final KeyRing keys;
  private final Configs configs;
  private final Guardian guardian;
  private final Map<String, PartyProcess> processes = new LinkedHashMap<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "memory-meter");
            thread.setDaemon(true);
            return thread;
          });
  private final MemoryMeter meter = new MemoryMeter(this::pids);
  private final List<Long> others = new ArrayList<>();
  private LocalLedger ledger;
  private Federation federation;

  private LocalFederation(FederationSpec spec) {
    this.spec = spec;
    this.keys = new KeyRing(spec.home());
    this.configs = new Configs(spec, Pki.openOrCreate(spec.home().pki()), keys);
    this.guardian = new Guardian();
    var unused = watch.scheduleWithFixedDelay(meter::sample, 0, 1, TimeUnit.SECONDS);
  }

  /** Starts relay and chain, deploys the contract and enters everyone but the repositories. */
  public static LocalFederation found(FederationSpec spec) {
    if (spec.coordinatorPort() != 0) {
      Ports.requireFree(spec.coordinatorPort(), "the coordinator");
    }
    LocalFederation federation = new LocalFederation(spec);
    try {
      federation.foundations();
      return federation;
    } catch (RuntimeException e) {
      federation.destroy();
      throw e;
    }
  }

  private void foundations() {
    List<Federation.Member> members = new ArrayList<>();
    members.add(member(FederationSpec.QUERIER, "querier", "asks"));
    FederationSpec.vetterIds().forEach(id -> members.add(member(id, "vetter", "vets jobs")));
    members.add(member("coordinator", "coordinator", ""));
    spec.nodeIds().forEach(id -> members.add(member(id, "node", "")));
    configs.broker(members.size() + spec.repositories().size());
    start(PartyKind.BROKER, "broker");
    ledger =
        spec.ledgerUrl()
            .map(url -> LocalLedger.at(url, spec.home()))
            .orElseGet(() -> LocalLedger.start(spec.installation(), spec.home(), Optional.empty()));
    ledger.pid().ifPresent(this::guard);
    ledger.deploy();
    members.forEach(this::register);
    members.add(member("broker", "broker", "relay"));
    members.add(member("sink", "sink", "writes to the ledger"));
    if (ledger.local()) {
      members.add(member("chain", "chain", "local Ethereum node"));
    }
    federation =
        new Federation(
            Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString(),
            new Federation.LedgerAddress(
                ledger.url().toString(),
                ledger.domain().chainId(),
                ledger.domain().contract().hex(),
                ledger.local()),
            "",
            "",
            members);
    ledger.pid().flatMap(ProcessHandle::of).ifPresent(handle -> running("chain", handle));
  }

  /** Enters the repositories on the roster. */
  public void enrol(List<Repository> repositories) {
    List<Federation.Member> members = new ArrayList<>(federation.parties());
    for (Repository repository : repositories) {
      Federation.Member member = member(repository.id(), "repository", repository.label());
      register(member);
      members.add(member);
    }
    federation =
        new Federation(federation.created(), federation.ledger(), federation.broker(), "", members);
    federation.write(spec.home());
  }

  /** Starts sink, coordinator and nodes, once the relay is up. */
  public void startServices() {
    String bootstrap = ready("broker").path("bootstrap").asText();
    federation =
        new Federation(
            federation.created(), federation.ledger(), bootstrap, "", federation.parties());
    start(PartyKind.SINK, "sink");
    start(PartyKind.COORDINATOR, "coordinator");
    ready("sink");
    JsonNode coordinator = ready("coordinator");
    federation = federation.withCoordinator(url(coordinator));
    configs.coordinatorAt(coordinator.path("port").asInt());
    party(PartyKind.COORDINATOR, "coordinator");
    wave(PartyKind.NODE, spec.nodeIds());
  }

  /** Starts the repositories' agents, two at a time. */
  public void startAgents() {
    wave(
        PartyKind.REPOSITORY,
        federation.of("repository").stream().map(Federation.Member::id).toList());
    federation.write(spec.home());
  }

  private void wave(PartyKind kind, List<String> ids) {
    for (int from = 0; from < ids.size(); from += WAVE) {
      List<String> wave = ids.subList(from, Math.min(ids.size(), from + WAVE));
      wave.forEach(id -> start(kind, id));
      wave.forEach(this::ready);
    }
  }

  /** Starts one party (again). Its config is written anew. */
  private void start(PartyKind kind, String id) {
    if (kind != PartyKind.BROKER) {
      party(kind, id);
    }
    ProcessSpec process = kind.process(spec.installation(), spec.home(), id, spec.attached());
    try {
      Home.make(process.folder().resolve("tmp"));
    } catch (IOException e) {
      throw CliErrors.cannotWrite(process.folder(), e);
    }
    PartyProcess started = PartyProcess.start(process, spec.attached());
    guard(started.pid());
    synchronized (processes) {
      processes.put(id, started);
    }
  }

  private void party(PartyKind kind, String id) {
    configs.party(kind, id, ledger.url(), ledger.domain(), federation.broker());
  }

  private JsonNode ready(String id) {
    PartyProcess process = process(id);
    JsonNode line = process.awaitReady(READY);
    running(id, process.process().toHandle());
    return line;
  }

  /** Where the coordinator is, by its ready line. */
  static String url(JsonNode ready) {
    return "https://127.0.0.1:" + ready.path("port").asInt();
  }

  private PartyProcess process(String id) {
    synchronized (processes) {
      return Optional.ofNullable(processes.get(id))
          .orElseThrow(() -> CliErrors.unknownParty(id, processes.keySet()));
    }
  }

  private void running(String id, ProcessHandle handle) {
    federation = federation.with(id, member -> member.running(handle));
  }

  private void guard(long pid) {
    guardian.watch(pid);
  }

  private void register(Federation.Member member) {
    try (IdentityKey key = keys.identity(member.id())) {
      boolean opens = member.kind().equals("node");
      ledger.register(
          new PartyId(member.id()),
          switch (member.kind()) {
            case "querier" -> Role.QUERIER;
            case "vetter" -> Role.VETTER;
            case "coordinator" -> Role.COORDINATOR;
            case "node" -> Role.NODE;
            default -> Role.REPOSITORY;
          },
          member.organisation(),
          key.address(),
          opens ? keys.sealing(member.id()) : Digest.ZERO);
    }
  }

  private static Federation.Member member(String id, String kind, String label) {
    return new Federation.Member(id, kind, label, "operator of " + id, 0, 0);
  }

  /** Another process of this federation's start that must not outlive it (the Spark tool). */
  public void adopt(long pid) {
    guard(pid);
    synchronized (processes) {
      others.add(pid);
    }
  }

  /** The first party that ended though nobody told it to. */
  public Optional<CliException> casualty() {
    synchronized (processes) {
      return processes.values().stream()
          .filter(p -> !p.alive() && !p.stopping())
          .findFirst()
          .map(
              p ->
                  CliErrors.partyDied(
                      p.name(),
                      p.process().exitValue(),
                      LogTail.safe(p.spec().log()),
                      p.spec().log()));
    }
  }

  /** Kills a party, as a crash would; for tests of recovery. */
  public void crash(String id) {
    PartyProcess process = process(id);
    process.kill();
    process.awaitEnd(Duration.ofSeconds(10));
  }

  /** Starts a party that has ended, with the state it left. */
  public void restart(String id) {
    Federation.Member member =
        federation
            .find(id)
            .orElseThrow(
                () ->
                    CliErrors.unknownParty(
                        id, federation.parties().stream().map(Federation.Member::id).toList()));
    start(kind(member), id);
    ready(id);
    federation.write(spec.home());
  }

  static PartyKind kind(Federation.Member member) {
    return PartyKind.valueOf(member.kind().toUpperCase(java.util.Locale.ROOT));
  }

  public Federation federation() {
    return federation;
  }

  public KeyRing keys() {
    return keys;
  }

  public Home home() {
    return spec.home();
  }

  public Domain domain() {
    return ledger.domain();
  }

  LocalLedger ledger() {
    return ledger;
  }

  /** The coordinator's client. */
  public CoordinatorClient coordinator() {
    return new CoordinatorClient(
        URI.create(federation.coordinator()), spec.home().pki().resolve("ca.pem"));
  }

  /** Most memory held at once by all processes, this one included. */
  public OptionalLong peakMemory() {
    meter.sample();
    return meter.peak();
  }

  private Collection<Long> pids() {
    List<Long> pids = new ArrayList<>();
    pids.add(ProcessHandle.current().pid());
    synchronized (processes) {
      processes.values().stream().map(PartyProcess::pid).forEach(pids::add);
      pids.addAll(others);
    }
    if (ledger != null) {
      ledger.pid().ifPresent(pids::add);
    }
    return pids;
  }

  /** Ends what is attached, at once: its state is thrown away. Leaves what is detached. */
  @Override
  public void close() {
    if (spec.attached()) {
      destroy();
    } else {
      watch.shutdownNow();
      guardian.close();
    }
  }

  /** Ends everything, attached or not: the start has failed. */
  public void destroy() {
    watch.shutdownNow();
    List<PartyProcess> ended;
    synchronized (processes) {
      ended = new ArrayList<>(processes.values());
    }
    ended.forEach(PartyProcess::kill);
    ended.forEach(process -> process.awaitEnd(Duration.ofSeconds(10)));
    if (ledger != null) {
      ledger.close();
    }
    guardian.close();
    try {
      java.nio.file.Files.deleteIfExists(spec.home().federationFile());
    } catch (IOException e) {
      throw CliErrors.cannotWrite(spec.home().federationFile(), e);
    }
  }
}

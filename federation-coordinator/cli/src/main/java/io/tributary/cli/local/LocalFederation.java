package io.tributary.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.error.ProcessErrors;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Home;
import io.tributary.cli.home.KeyRing;
import io.tributary.cli.query.CoordinatorClient;
import io.tributary.party.pki.Pki;
import io.tributary.protocol.statement.Domain;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A federation of real processes on this machine. Used in the order of its methods: found, enrol,
 * start services, start agents; then it answers. Closing it ends attached processes and leaves
 * detached ones; it may be closed by another thread at any time.
 */
public final class LocalFederation implements AutoCloseable {
  private static final String CHAIN = "chain";
  private static final int WAVE = 2;

  /** A repository, as the data was split. */
  public record Repository(String id, String label) {}

  private final FederationSpec spec;
  private final KeyRing keys;
  private final Roster roster;
  private final Configs configs;
  private final Crew crew;
  private Optional<LocalChain> chain = Optional.empty();
  private volatile LocalLedger ledger;
  private volatile Federation federation;

  private LocalFederation(FederationSpec spec) {
    this.spec = spec;
    this.keys = new KeyRing(spec.home());
    this.roster = new Roster(spec, keys);
    this.configs = new Configs(spec, Pki.openOrCreate(spec.home().pki()), keys);
    this.crew = new Crew(spec.attached());
  }

  /** Nothing has started yet. */
  public static LocalFederation of(FederationSpec spec) {
    return new LocalFederation(spec);
  }

  /** Starts relay and chain, deploys the contract and enters everyone but the repositories. */
  public void found() {
    List<Federation.Member> founders = roster.founders();
    configs.broker(founders.size() + spec.repositories().size());
    start(PartyKind.BROKER, "broker");
    ledger =
        spec.ledgerUrl()
            .map(url -> LocalLedger.at(url, spec.home()))
            .orElseGet(() -> LocalLedger.on(startChain(), spec.home()));
    ledger.deploy(spec.ledgerUrl().isEmpty() ? LocalLedger.LOCAL_BOND : BigInteger.ZERO);
    founders.forEach(member -> roster.register(member, ledger));
    federation = roster.federation(founders, ledger);
    chain.ifPresent(node -> running(CHAIN, node.process()));
  }

  private LocalChain startChain() {
    LocalChain started = LocalChain.start(spec.installation(), spec.home(), Optional.empty());
    synchronized (crew) {
      chain = Optional.of(started);
    }
    crew.adopt(started.pid());
    return started;
  }

  /** Enters the repositories on the roster. */
  public void enrol(List<Repository> repositories) {
    List<Federation.Member> members = new ArrayList<>(federation.parties());
    for (Repository repository : repositories) {
      Federation.Member member = Roster.repository(repository);
      roster.register(member, ledger);
      members.add(member);
    }
    federation =
        new Federation(federation.created(), federation.ledger(), federation.broker(), "", members);
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
    configure(PartyKind.COORDINATOR, "coordinator");
    wave(PartyKind.NODE, spec.nodeIds());
  }

  /** Starts the repositories' agents, two at a time. */
  public void startAgents() {
    wave(
        PartyKind.REPOSITORY,
        federation.of("repository").stream().map(Federation.Member::id).toList());
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
      configure(kind, id);
    }
    crew.start(kind.process(spec.installation(), spec.home(), id, spec.attached(), spec.steady()));
  }

  void configure(PartyKind kind, String id) {
    configs.party(kind, id, ledger.url(), ledger.domain(), federation.broker());
  }

  JsonNode ready(String id) {
    JsonNode line = crew.awaitReady(id);
    running(id, crew.handle(id));
    return line;
  }

  /** Where the coordinator is, by its ready line. */
  static String url(JsonNode ready) {
    return "https://127.0.0.1:" + ready.path("port").asInt();
  }

  private void running(String id, ProcessHandle handle) {
    federation = federation.with(id, member -> member.running(handle));
  }

  /** Another process of this federation's start that must not outlive it (the Spark tool). */
  public void adopt(long pid) {
    crew.adopt(pid);
  }

  /** The first party that ended though nobody told it to. */
  public Optional<CliException> casualty() {
    return crew.casualty().or(this::brokenChain);
  }

  private Optional<CliException> brokenChain() {
    return chain
        .filter(LocalChain::lost)
        .map(node -> ProcessErrors.chainDied(spec.home().log(CHAIN)));
  }

  /** Kills a party, as a crash would; for tests of recovery. */
  public void crash(String id) {
    if (id.equals(CHAIN)) {
      chain.orElseThrow().crash();
    } else {
      crew.crash(id);
    }
  }

  /** Starts a party that has ended, with the state it left. */
  public void restart(String id) {
    if (id.equals(CHAIN)) {
      LocalChain node = chain.orElseThrow();
      node.restart();
      crew.adopt(node.pid());
      running(id, node.process());
    } else {
      start(kind(member(id)), id);
      ready(id);
    }
    federation.write(spec.home());
  }

  /** Those who cheat in a party's place, or beside the parties. */
  public Cheaters cheaters() {
    return new Cheaters(this, spec, configs, crew);
  }

  Federation.Member member(String id) {
    return federation
        .find(id)
        .orElseThrow(
            () ->
                UsageErrors.unknownParty(
                    id, federation.parties().stream().map(Federation.Member::id).toList()));
  }

  static PartyKind kind(Federation.Member member) {
    return PartyKind.valueOf(member.kind().toUpperCase(Locale.ROOT));
  }

  public Federation federation() {
    return federation;
  }

  /** Writes down that it stands: from now on other commands find it, and can start it again. */
  public void record() {
    federation.write(spec.home());
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
    return crew.peakMemory();
  }

  /** Ends what is attached, at once: its state is thrown away. Leaves what is detached. */
  @Override
  public void close() {
    if (spec.attached()) {
      destroy();
    } else {
      crew.release();
    }
  }

  /** Ends everything, attached or not: the start has failed. */
  public void destroy() {
    crew.end();
    synchronized (crew) {
      chain.ifPresent(LocalChain::close);
    }
    if (ledger != null) {
      ledger.close();
    }
    crew.release();
    try {
      Files.deleteIfExists(spec.home().federationFile());
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(spec.home().federationFile(), e);
    }
  }
}

package io.tributary.testkit;

import io.tributary.agent.AgentParty;
import io.tributary.agent.AgentPolicy;
import io.tributary.agent.ContributionMaker;
import io.tributary.coordinator.CoordinatorParty;
import io.tributary.coordinator.JobShelf;
import io.tributary.coordinator.RequestDesk;
import io.tributary.coordinator.TranscriptArchive;
import io.tributary.ledger.Account;
import io.tributary.ledger.LedgerCalls;
import io.tributary.ledger.LedgerWriter;
import io.tributary.ledger.LocalLedger;
import io.tributary.ledger.Web3Ledger;
import io.tributary.ledger.chain.ChainExport;
import io.tributary.node.Combiner;
import io.tributary.node.NodeParty;
import io.tributary.node.SealingKeyRing;
import io.tributary.party.desk.OperatorDesk;
import io.tributary.party.policy.PolicySource;
import io.tributary.protocol.fake.FakeClock;
import io.tributary.protocol.fake.Faults;
import io.tributary.protocol.fake.InMemoryStore;
import io.tributary.protocol.fake.SeededBus;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.sink.Sink;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A federation over a real chain and the real sink, the rest as in {@link Federation}. */
final class ChainFederation implements AutoCloseable {
  private static final int SECONDS = 120;

  private final long seed;
  private final Random random;
  private final SecureRandom secure;
  private final LocalLedger chain = LocalLedger.start();
  private final Web3Ledger ledger = chain.read();
  private final LedgerWriter writer =
      LedgerWriter.connect(
          chain.anvil().url(), chain.domain(), Account.ofMnemonic(LocalLedger.MNEMONIC, 1), 0);
  private final FakeClock clock;
  private final SeededBus bus;
  private final JobPackage job = SumJob.of(2, 4, 2, "all");
  private final Map<PartyId, Actor> actors = new TreeMap<>();
  private final Map<PartyId, Supplier<Party>> makers = new TreeMap<>();
  private int questions;
  private volatile boolean held;

  ChainFederation(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.secure = Seeds.random(seed);
    this.bus = new SeededBus(seed, Faults.NONE);
    // Nodes are registered without a sealing key, which they need.
    LocalLedger.NODES.forEach(node -> rotate(node, node + "-2"));
    this.clock = new FakeClock(chain.time());
    for (PartyId repository : LocalLedger.REPOSITORIES) {
      act(repository, () -> agent(repository, repository.name()));
    }
    for (PartyId node : LocalLedger.NODES) {
      String keys = node + "-2";
      act(node, () -> node(node, keys, SealingKeyRing.of(sealing(keys))));
    }
    PartyId coordinator = new PartyId("coordinator");
    act(coordinator, () -> new CoordinatorParty(identity(coordinator, "coordinator"), ledger));
    act(new PartyId("sink"), () -> new Sink(ledger, writer, 10));
    chain.write(LedgerCalls.vetJob(approvals()));
    until("the job is vetted", () -> ledger.job(job.digest()).isPresent());
  }

  LocalLedger chain() {
    return chain;
  }

  JobPackage job() {
    return job;
  }

  /** Gives a party identity and sealing keys of this name. */
  void rotate(PartyId party, String keyName) {
    try (SealingKeyPair sealing = sealing(keyName)) {
      chain.rotate(party.name(), keyName, sealing.publicKey());
    }
  }

  private static SealingKeyPair sealing(String keyName) {
    return SealingKeyPair.of(LocalLedger.digest("sealing key of " + keyName).bytes());
  }

  private static Identity identity(PartyId party, String keyName) {
    return new Identity(party, LocalLedger.key(keyName));
  }

  private Party agent(PartyId id, String keyName) {
    Identity me = identity(id, keyName);
    CountingComputer computer =
        new CountingComputer(
            List.of(BigInteger.ONE, BigInteger.TWO, BigInteger.TEN, BigInteger.valueOf(-7)));
    Party agent =
        new AgentParty(
            me,
            ledger,
            new AgentPolicy(
                Set.copyOf(LocalLedger.NODES), PolicySource.of(Policies.OPEN), OperatorDesk.NOBODY),
            computer,
            new ContributionMaker(me, ledger, secure));
    return new PartyThatWaits(agent, () -> held);
  }

  private Party node(PartyId id, String keyName, SealingKeyRing keys) {
    Identity me = identity(id, keyName);
    return new NodeParty(me, ledger, new Combiner(me, ledger, keys, secure));
  }

  private void act(PartyId id, Supplier<Party> maker) {
    makers.put(id, maker);
    actors.put(id, new Actor(id, () -> makers.get(id).get(), bus, clock));
  }

  private void restart(PartyId id, Supplier<Party> maker) {
    makers.put(id, maker);
    actors.get(id).kill();
  }

  /** A new process of a node, with the keys of this name and those it had before. */
  void restartNode(PartyId id, String keyName, List<String> former) {
    List<SealingKeyPair> formerKeys = former.stream().map(ChainFederation::sealing).toList();
    restart(id, () -> node(id, keyName, new SealingKeyRing(sealing(keyName), formerKeys)));
  }

  /** A new process of a repository, with the key of this name. */
  void restartAgent(PartyId id, String keyName) {
    restart(id, () -> agent(id, keyName));
  }

  /** Whether repositories wait before they compute. */
  void holdShares(boolean hold) {
    held = hold;
  }

  /** Some seconds later, by every clock. */
  void later() {
    chain.waitUntil(chain.time() + 3);
    clock.advance(3);
    until("the ledger is read again", () -> ledger.time() >= chain.time());
  }

  /** Who is in the final set, as the nodes have signed it. */
  Set<PartyId> contributors(RunId run) {
    Digest root = ledger.run(run).orElseThrow().inclusionRoot();
    byte[] checked =
        actors
            .get(new PartyId("coordinator"))
            .store()
            .transact(tx -> StatementLog.all(tx, run, "checked/" + root))
            .values()
            .stream()
            .findFirst()
            .orElseThrow();
    return ((CheckedMessage) Messages.read(checked)).set().members().keySet();
  }

  /** The approvals of two organisations, as they are on the ledger. */
  List<Signed<Approval>> approvals() {
    return List.of(
        chain.approval("vetter-1", job.digest()), chain.approval("vetter-2", job.digest()));
  }

  /** Hands the job in at the coordinator with these approvals. */
  void publish(List<Signed<Approval>> approvals) {
    actors
        .get(new PartyId("coordinator"))
        .store()
        .transact(
            tx -> {
              JobShelf.Shelved shelved = new JobShelf.Shelved(job, approvals);
              shelf().publish(tx, job.definition().name(), shelved, clock.now());
              return true;
            });
  }

  private JobShelf shelf() {
    return new JobShelf(ledger);
  }

  /** Asks for the job; every question is another one. */
  RunId ask() {
    String least = Integer.toString(questions++);
    Parameters parameters =
        new Parameters(new TreeMap<>(Map.of("least", least)), LocalLedger.digest("salt " + seed));
    RunRequest template = chain.request(job.digest());
    RunRequest request =
        new RunRequest(
            job.digest(),
            parameters.digest(),
            template.repositories(),
            template.nodes(),
            sealing("result").publicKey(),
            parameters.purposeDigest(),
            template.contributionDeadline(),
            template.deadline(),
            template.nonce(),
            template.feeClass(),
            template.faults());
    Signed<RunRequest> signed = chain.sign("alice", request);
    return actors
        .get(new PartyId("coordinator"))
        .store()
        .transact(
            tx -> new RequestDesk(ledger, shelf()).submit(tx, signed, parameters, clock.now()));
  }

  /** Plays until the ledger has this state of the run. */
  void await(RunId run, RunState state) {
    until(
        "run " + run + " is " + state,
        () -> ledger.run(run).filter(r -> r.state() == state).isPresent());
  }

  private void until(String what, BooleanSupplier reached) {
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not so after " + SECONDS + " s: " + what + "; seed " + seed);
      }
      step();
    }
  }

  private void step() {
    for (Actor actor : new ArrayList<>(actors.values())) {
      for (int i = 0; i < 4; i++) {
        actor.step(random, 0);
      }
    }
    // The sink looks at the ledger once a second, by this clock.
    clock.advance(random.nextInt(50) == 0 ? 1 : 0);
  }

  /** What the coordinator, once it has everything, and the chain have of a run. */
  RunFolder folder(RunId run) {
    InMemoryStore store = actors.get(new PartyId("coordinator")).store();
    TranscriptArchive archive = new TranscriptArchive(chain.domain());
    until(
        "all is archived",
        () ->
            store.table("frozen").containsKey(run.toString())
                && store.transact(tx -> archive.outputs(tx, run)).size()
                    == LocalLedger.NODES.size());
    return RunFolder.of(
        store.transact(tx -> archive.transcript(tx, run)).orElseThrow(),
        ChainExport.export(ledger, run));
  }

  @Override
  public void close() {
    writer.close();
    ledger.close();
    chain.close();
  }
}

package io.tributary.testkit;

import io.tributary.agent.AgentParty;
import io.tributary.agent.AgentPolicy;
import io.tributary.agent.ContributionMaker;
import io.tributary.coordinator.CoordinatorParty;
import io.tributary.coordinator.JobShelf;
import io.tributary.coordinator.RequestDesk;
import io.tributary.node.Combiner;
import io.tributary.node.NodeParty;
import io.tributary.node.SealingKeyRing;
import io.tributary.party.desk.OperatorDesk;
import io.tributary.party.policy.PolicySource;
import io.tributary.protocol.fake.FakeClock;
import io.tributary.protocol.fake.FakeLedger;
import io.tributary.protocol.fake.Roster;
import io.tributary.protocol.fake.SeededBus;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Signed;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A whole federation in one thread: repositories, nodes, coordinator, sink and a querier over one
 * seeded bus, one fake ledger and one clock. The same plan plays the same way.
 */
public final class Federation {
  /** When it starts. */
  public static final long START = 1_800_000_000L;

  /** Seconds from the request to its two deadlines. */
  public static final long CONTRIBUTION_SECONDS = 60;

  public static final long RUN_SECONDS = 120;

  private static final long APPROVAL_SECONDS = 100_000;
  private static final int VETTERS = 2;

  private final Plan plan;
  private final Random random;
  private final SecureRandom secure;
  private final FakeClock clock = new FakeClock(START);
  private final FakeLedger ledger = new FakeLedger(clock);
  private final Roster roster;
  private final SeededBus bus;
  private final Watch watch;
  private final JobPackage job;
  private PolicySource policies = PolicySource.of(Policies.OPEN);
  private final List<Signed<Approval>> approvals;
  private final Map<PartyId, CountingComputer> computers = new TreeMap<>();
  private final Map<PartyId, Actor> actors = new TreeMap<>();

  Federation(Plan plan) {
    this.plan = plan;
    this.random = new Random(plan.seed);
    this.secure = Seeds.random(plan.seed);
    this.roster = Roster.of(plan.seed, plan.repositories, plan.nodes, VETTERS);
    register();
    this.bus = new SeededBus(plan.seed, plan.faults);
    this.watch = new Watch(bus, ledger);
    this.job = SumJob.of(plan.groups, plan.blockSize, plan.minimum, plan.rule, plan.release);
    this.approvals = roster.vet(ledger, job.digest(), START + APPROVAL_SECONDS);
    for (PartyId repository : roster.repositories()) {
      computers.put(repository, new CountingComputer(plan.cells(repository)));
      act(repository, this::honestAgent);
    }
    roster.nodes().forEach(node -> act(node, this::honestNode));
    act(roster.coordinator().id(), id -> new CoordinatorParty(identity(id), ledger));
    act(new PartyId("sink"), id -> new Sink(ledger));
    coordinator()
        .store()
        .transact(
            tx -> {
              JobShelf.Shelved shelved = new JobShelf.Shelved(job, approvals);
              new JobShelf(ledger).publish(tx, job.definition().name(), shelved, START);
              return true;
            });
  }

  private void register() {
    for (Roster.Member m : roster.members()) {
      String organisation = plan.organisations.getOrDefault(m.id(), m.id().name());
      ledger.register(
          m.id(),
          m.role(),
          Roster.organisation(organisation),
          m.key().address(),
          m.sealing().publicKey());
    }
  }

  private void act(PartyId id, java.util.function.Function<PartyId, Party> honest) {
    Plan.Maker cheat = plan.cheats.get(id);
    actors.put(
        id,
        new Actor(id, () -> cheat == null ? honest.apply(id) : cheat.make(this, id), watch, clock));
  }

  /** The honest party of this id. */
  public Party honest(PartyId id) {
    return switch (roster.member(id).role()) {
      case REPOSITORY -> honestAgent(id);
      case NODE -> honestNode(id);
      default -> new CoordinatorParty(identity(id), ledger);
    };
  }

  private Party honestAgent(PartyId id) {
    return agent(id, new ContributionMaker(identity(id), ledger, secure));
  }

  /** An agent that deals in its own way. */
  public Party agent(PartyId id, ContributionMaker maker) {
    List<PartyId> trusted = plan.trusted.isEmpty() ? roster.nodes() : plan.trusted;
    return new AgentParty(
        identity(id),
        ledger,
        new AgentPolicy(Set.copyOf(trusted), policies(), plan.desk),
        computer(id),
        maker);
  }

  /** From now on every repository has this policy. */
  public void policy(String yaml) {
    policy(PolicySource.of(Policies.read(yaml)));
  }

  /** From now on every repository has the policy of this source. */
  public void policy(PolicySource source) {
    policies = source;
  }

  /** The policy of the moment. */
  PolicySource policies() {
    return () -> policies.current();
  }

  private Party honestNode(PartyId id) {
    return node(id, new Combiner(identity(id), ledger, keys(id), secure));
  }

  /** The keys that open what is sealed to a node. */
  public SealingKeyRing keys(PartyId node) {
    return SealingKeyRing.of(roster.member(node).sealing());
  }

  /** A node that combines in its own way. */
  public Party node(PartyId id, Combiner combiner) {
    return new NodeParty(identity(id), ledger, combiner);
  }

  public Identity identity(PartyId id) {
    return new Identity(id, roster.member(id).key());
  }

  public FakeClock clock() {
    return clock;
  }

  public FakeLedger ledger() {
    return ledger;
  }

  public Roster roster() {
    return roster;
  }

  public SeededBus bus() {
    return bus;
  }

  public SecureRandom random() {
    return secure;
  }

  public JobPackage job() {
    return job;
  }

  public List<Signed<Approval>> approvals() {
    return approvals;
  }

  public CountingComputer computer(PartyId repository) {
    return computers.get(repository);
  }

  public CountingComputer computer(String repository) {
    return computer(new PartyId(repository));
  }

  public Collection<CountingComputer> computers() {
    return computers.values();
  }

  public Actor actor(String id) {
    return actors.get(new PartyId(id));
  }

  /** Everybody. */
  public Collection<Actor> everybody() {
    return actors.values();
  }

  public Actor coordinator() {
    return actors.get(roster.coordinator().id());
  }

  OperatorDesk operators() {
    return plan.desk;
  }

  RequestDesk desk() {
    return new RequestDesk(ledger, new JobShelf(ledger));
  }

  /** Every topic that somebody reads. */
  public Set<String> topics() {
    Set<String> topics = new TreeSet<>();
    actors.values().forEach(actor -> topics.addAll(actor.topics()));
    return topics;
  }

  /** Rules that were broken whatever else happened; must be empty. */
  public List<String> broken() {
    return watch.broken();
  }

  /** Different sums that a node has sealed in a run. */
  public int sums(RunId run, PartyId node) {
    return watch.sums(run, node);
  }

  /** Different contributions that a repository has published in a run. */
  public int contributions(RunId run, PartyId repository) {
    return watch.contributions(run, repository);
  }

  public RunState state(RunId run) {
    return ledger.run(run).map(RunRecord::state).orElse(RunState.NONE);
  }

  /** A querier who has not asked yet. */
  public Asker asker() {
    return new Asker(this);
  }

  /** Plays until everyone is idle at this time of the clock. */
  public void settle() {
    int still = 0;
    while (still < 2) {
      boolean moved = false;
      List<Actor> order = new ArrayList<>(actors.values());
      Collections.shuffle(order, random);
      for (Actor actor : order) {
        for (int i = 0; i < 3; i++) {
          moved |= actor.step(random, plan.killRate);
        }
      }
      if (!moved) {
        boolean idle = true;
        for (Actor actor : order) {
          idle &= actor.idle();
        }
        still = idle ? still + 1 : 0;
      } else {
        still = 0;
      }
    }
  }

  /** Plays on, settling at every second, until the condition holds or the time is over. */
  public boolean play(long seconds, java.util.function.BooleanSupplier until) {
    for (long end = clock.now() + seconds; clock.now() <= end; clock.advance(1)) {
      settle();
      if (until.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  /** What the cells of these repositories add up to. */
  public List<BigInteger> sum(Collection<PartyId> contributors) {
    List<BigInteger> sum = new ArrayList<>(Collections.nCopies(2 * plan.groups, BigInteger.ZERO));
    for (PartyId repository : new TreeSet<>(contributors)) {
      List<BigInteger> cells = computers.get(repository).cells();
      for (int i = 0; i < sum.size(); i++) {
        sum.set(i, sum.get(i).add(cells.get(i)));
      }
    }
    return sum;
  }

  @Override
  public String toString() {
    return "federation with seed " + plan.seed;
  }
}

package io.tributary.agent;

import io.tributary.jobspark.ConsentBook;
import io.tributary.jobspark.Sessions;
import io.tributary.jobspark.SparkCells;
import io.tributary.jobspark.Tables;
import io.tributary.jobspark.WarmUp;
import io.tributary.ledger.Web3Ledger;
import io.tributary.party.config.AgentConfig;
import io.tributary.party.config.KeyFiles;
import io.tributary.party.config.LedgerConfig;
import io.tributary.party.config.StrictConfig;
import io.tributary.party.desk.FileDesk;
import io.tributary.party.loop.PartyLoop;
import io.tributary.party.policy.PolicySource;
import io.tributary.party.process.PartyProcess;
import io.tributary.party.process.ProcessMain;
import io.tributary.party.store.SqliteStore;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Store;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.relay.KafkaBus;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** The agent's process: {@code java -cp … io.tributary.agent.AgentMain --config FILE}. */
public final class AgentMain {
  private AgentMain() {}

  public static void main(String[] args) {
    run(args, ContributionMaker::new);
  }

  /** How the agent's dealer is made; cheating repositories put in their own. */
  @FunctionalInterface
  public interface DealerMaker {
    ContributionMaker make(Identity me, Ledger ledger, SecureRandom random);
  }

  /** Runs an agent with a dealer of the caller's. */
  public static void run(String[] args, DealerMaker maker) {
    ProcessMain.run("repository-agent", args, process -> start(process, maker));
  }

  private static void start(PartyProcess process, DealerMaker maker) throws Exception {
    AgentConfig config = StrictConfig.load(process.config(), AgentConfig.class);
    PolicySource policy = PolicySource.file(config.policy());
    LedgerConfig chain = config.ledger();
    Domain domain = new Domain(chain.chainId(), chain.contract());
    Store store = process.closing(SqliteStore.open(config.home()));
    Web3Ledger ledger =
        process.closing(Web3Ledger.connect(chain.url(), domain, chain.confirmations()));
    IdentityKey identity =
        process.closing(KeyFiles.readKey(config.keys().identity(), IdentityKey::of));
    Identity me = new Identity(config.party(), identity);
    Bus bus = process.closing(KafkaBus.of(config.party(), config.kafka()));
    LazySession session = process.closing(new LazySession(config));
    Tables tables = Tables.in(config.tables());
    AgentParty party =
        new AgentParty(
            me,
            ledger,
            new AgentPolicy(Set.copyOf(config.trustedNodes()), policy, new FileDesk(config.home())),
            new SparkCells(
                session, tables, Optional.of(new ConsentBook(session, config.consent()))),
            maker.make(me, ledger, new SecureRandom()));
    PartyLoop.run(process, party, store, bus);
    process.ready(config.party().name(), Map.of());
    if (config.spark().warm()) {
      warm(session, tables);
    }
  }

  /** Aside: the agent answers meanwhile, and a job that comes sooner waits for the same session. */
  private static void warm(LazySession session, Tables tables) {
    Thread warming = new Thread(() -> WarmUp.run(session, tables), "spark-warm-up");
    warming.setDaemon(true);
    warming.start();
  }

  /**
   * Opened when a job that has passed every check first needs it, or before any job where the
   * operator wants that; then kept.
   */
  private static final class LazySession implements Supplier<SparkSession>, AutoCloseable {
    private final AgentConfig config;
    private SparkSession session;

    LazySession(AgentConfig config) {
      this.config = config;
    }

    @Override
    public synchronized SparkSession get() {
      if (session == null) {
        String name = "tributary-" + config.party().name();
        session = Sessions.open(name, config.spark().master(), config.spark().conf());
      }
      return session;
    }

    @Override
    public synchronized void close() {
      if (session != null) {
        session.stop();
      }
    }
  }
}

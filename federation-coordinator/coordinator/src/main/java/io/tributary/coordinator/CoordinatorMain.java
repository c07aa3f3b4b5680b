package io.tributary.coordinator;

import io.javalin.Javalin;
import io.tributary.ledger.Web3Ledger;
import io.tributary.party.config.CoordinatorConfig;
import io.tributary.party.config.KeyFiles;
import io.tributary.party.config.LedgerConfig;
import io.tributary.party.config.StrictConfig;
import io.tributary.party.loop.PartyLoop;
import io.tributary.party.process.PartyProcess;
import io.tributary.party.process.ProcessMain;
import io.tributary.party.store.SqliteStore;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.Store;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.relay.KafkaBus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * The coordinator's process: {@code java -cp … io.tributary.coordinator.CoordinatorMain --config
 * FILE}. Its ready line names {@code port}.
 */
public final class CoordinatorMain {
  private CoordinatorMain() {}

  public static void main(String[] args) {
    run(args, honest -> honest);
  }

  /**
   * Runs a coordinator through the hands of a dishonest operator.
   *
   * @param operator makes of the honest party the one that runs
   */
  public static void run(String[] args, UnaryOperator<Party> operator) {
    ProcessMain.run("coordinator", args, process -> start(process, operator));
  }

  private static void start(PartyProcess process, UnaryOperator<Party> operator) throws Exception {
    CoordinatorConfig config = StrictConfig.load(process.config(), CoordinatorConfig.class);
    LedgerConfig chain = config.ledger();
    Domain domain = new Domain(chain.chainId(), chain.contract());
    LongSupplier clock = () -> Instant.now().getEpochSecond();
    Store store = process.closing(SqliteStore.open(config.home()));
    Web3Ledger ledger =
        process.closing(Web3Ledger.connect(chain.url(), domain, chain.confirmations()));
    IdentityKey identity =
        process.closing(KeyFiles.readKey(config.keys().identity(), IdentityKey::of));
    Identity me = new Identity(config.party(), identity);
    Bus bus = process.closing(KafkaBus.of(config.party(), config.kafka()));
    Party party = operator.apply(new CoordinatorParty(me, ledger));
    PartyLoop loop = PartyLoop.run(process, party, store, bus);
    JobFolders.publish(config.jobs(), store, new JobShelf(ledger), clock.getAsLong());
    HttpApi api =
        new HttpApi(
            store,
            ledger,
            clock,
            () -> Optional.of(loop.status().trouble()).filter(text -> !text.isEmpty()));
    Javalin server = api.start(new HttpsConnector(config.http()));
    process.closing(server::stop);
    process.ready(config.party().name(), Map.of("port", server.port()));
  }
}

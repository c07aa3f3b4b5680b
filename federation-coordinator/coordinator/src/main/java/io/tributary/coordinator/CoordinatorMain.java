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
import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.Store;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.relay.KafkaBus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The coordinator's process: {@code java -cp … io.tributary.coordinator.CoordinatorMain --config
 * FILE}. Its ready line names {@code port}.
 */
public final class CoordinatorMain {
  private static final Duration START = Duration.ofSeconds(60);

  private CoordinatorMain() {}

  public static void main(String[] args) {
    ProcessMain.run("coordinator", args, CoordinatorMain::start);
  }

  private static void start(PartyProcess process) throws Exception {
    CoordinatorConfig config = StrictConfig.load(process.config(), CoordinatorConfig.class);
    LedgerConfig chain = config.ledger();
    Domain domain = new Domain(chain.chainId(), chain.contract());
    LongSupplier clock = () -> Instant.now().getEpochSecond();
    Store store = process.closing(SqliteStore.open(config.home()));
    Web3Ledger ledger =
        process.closing(Web3Ledger.connect(chain.url(), domain, chain.confirmations()));
    Identity me = new Identity(config.party(), process.closing(identity(config.keys().identity())));
    Bus bus = process.closing(KafkaBus.of(config.party(), config.kafka()));
    PartyLoop loop =
        process.closing(
            new PartyLoop(new CoordinatorParty(me, ledger), store, bus, clock, process::fail));
    loop.start();
    if (!loop.awaitStarted(START)) {
      throw new IllegalStateException(
          "the coordinator could not start within "
              + START.toSeconds()
              + " s: "
              + loop.status().trouble()
              + ". Check that relay and ledger run and that the config file names them rightly.");
    }
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

  private static IdentityKey identity(Path file) {
    byte[] key = KeyFiles.readKey(file);
    try {
      return IdentityKey.of(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}

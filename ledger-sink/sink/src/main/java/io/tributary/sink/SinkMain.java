package io.tributary.sink;

import io.tributary.ledger.Account;
import io.tributary.ledger.LedgerWriter;
import io.tributary.ledger.Web3Ledger;
import io.tributary.party.config.KeyFiles;
import io.tributary.party.config.LedgerConfig;
import io.tributary.party.config.SinkConfig;
import io.tributary.party.config.StrictConfig;
import io.tributary.party.loop.PartyLoop;
import io.tributary.party.process.PartyProcess;
import io.tributary.party.process.ProcessMain;
import io.tributary.party.store.SqliteStore;
import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.Store;
import io.tributary.protocol.statement.Domain;
import io.tributary.relay.KafkaBus;
import java.math.BigInteger;
import java.util.Map;

/** The sink's process: {@code java -cp … io.tributary.sink.SinkMain --config FILE}. */
public final class SinkMain {
  private static final BigInteger WEI_PER_GWEI = BigInteger.valueOf(1_000_000_000);

  private SinkMain() {}

  public static void main(String[] args) {
    ProcessMain.run("sink", args, SinkMain::start);
  }

  private static void start(PartyProcess process) throws Exception {
    SinkConfig config = StrictConfig.load(process.config(), SinkConfig.class);
    LedgerConfig chain = config.ledger();
    Domain domain = new Domain(chain.chainId(), chain.contract());
    Store store = process.closing(SqliteStore.open(config.home()));
    Web3Ledger ledger =
        process.closing(Web3Ledger.connect(chain.url(), domain, chain.confirmations()));
    LedgerWriter writer =
        process.closing(
            LedgerWriter.connect(
                chain.url(),
                domain,
                KeyFiles.readKey(config.account(), Account::of),
                chain.confirmations(),
                BigInteger.valueOf(config.maxFeeGwei()).multiply(WEI_PER_GWEI)));
    Bus bus = process.closing(KafkaBus.of(config.party(), config.kafka()));
    PartyLoop.run(process, new Sink(ledger, writer, config.graceSeconds()), store, bus);
    process.ready(config.party().name(), Map.of());
  }
}

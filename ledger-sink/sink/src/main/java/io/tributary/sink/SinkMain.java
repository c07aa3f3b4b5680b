package io.tributary.sink;

import io.tributary.ledger.Account;
import io.tributary.ledger.ContractWriter;
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
import java.util.function.UnaryOperator;

/** The sink's process: {@code java -cp … io.tributary.sink.SinkMain --config FILE}. */
public final class SinkMain {
  private static final BigInteger WEI_PER_GWEI = BigInteger.valueOf(1_000_000_000);

  private SinkMain() {}

  public static void main(String[] args) {
    run(args, honest -> honest);
  }

  /**
   * Runs a sink whose writing passes through the hands of a dishonest operator.
   *
   * @param operator makes of the honest writer the one that is used
   */
  public static void run(String[] args, UnaryOperator<ContractWriter> operator) {
    ProcessMain.run("sink", args, process -> start(process, operator));
  }

  private static void start(PartyProcess process, UnaryOperator<ContractWriter> operator)
      throws Exception {
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
    Sink sink = new Sink(ledger, operator.apply(writer), config.graceSeconds());
    Bus bus = process.closing(KafkaBus.of(config.party(), config.kafka()));
    PartyLoop.run(process, sink, store, bus);
    process.ready(config.party().name(), Map.of());
  }
}

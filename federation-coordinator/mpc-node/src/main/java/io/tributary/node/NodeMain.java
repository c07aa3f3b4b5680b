package io.tributary.node;

import io.tributary.ledger.Web3Ledger;
import io.tributary.party.config.KeyFiles;
import io.tributary.party.config.KeysConfig;
import io.tributary.party.config.LedgerConfig;
import io.tributary.party.config.NodeConfig;
import io.tributary.party.config.StrictConfig;
import io.tributary.party.loop.PartyLoop;
import io.tributary.party.process.PartyProcess;
import io.tributary.party.process.ProcessMain;
import io.tributary.party.store.SqliteStore;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Store;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.relay.KafkaBus;
import java.security.SecureRandom;
import java.util.Map;

/** The node's process: {@code java -cp … io.tributary.node.NodeMain --config FILE}. */
public final class NodeMain {
  private NodeMain() {}

  public static void main(String[] args) {
    run(args, Combiner::new);
  }

  /** How the node's combiner is made; the cheating nodes of the tests put in their own. */
  @FunctionalInterface
  public interface CombinerMaker {
    Combiner make(Identity me, Ledger ledger, SealingKeyRing keys, SecureRandom random);
  }

  /** Runs a node with a combiner of the caller's. */
  public static void run(String[] args, CombinerMaker maker) {
    ProcessMain.run("mpc-node", args, process -> start(process, maker));
  }

  private static void start(PartyProcess process, CombinerMaker maker) throws Exception {
    NodeConfig config = StrictConfig.load(process.config(), NodeConfig.class);
    LedgerConfig chain = config.ledger();
    Domain domain = new Domain(chain.chainId(), chain.contract());
    Store store = process.closing(SqliteStore.open(config.home()));
    Web3Ledger ledger =
        process.closing(Web3Ledger.connect(chain.url(), domain, chain.confirmations()));
    IdentityKey identity =
        process.closing(KeyFiles.readKey(config.keys().identity(), IdentityKey::of));
    SealingKeyRing sealing = process.closing(keys(config.keys()));
    Identity me = new Identity(config.party(), identity);
    Combiner combiner = maker.make(me, ledger, sealing, new SecureRandom());
    Bus bus = process.closing(KafkaBus.of(config.party(), config.kafka()));
    PartyLoop.run(process, new NodeParty(me, ledger, combiner), store, bus);
    process.ready(config.party().name(), Map.of());
  }

  private static SealingKeyRing keys(KeysConfig config) {
    return new SealingKeyRing(
        KeyFiles.readKey(config.sealing().orElseThrow(), SealingKeyPair::of),
        config.formerSealing().stream()
            .map(file -> KeyFiles.readKey(file, SealingKeyPair::of))
            .toList());
  }
}

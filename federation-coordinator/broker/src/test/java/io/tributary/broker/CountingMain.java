package io.tributary.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.party.config.KafkaConfig;
import io.tributary.party.config.StrictConfig;
import io.tributary.party.loop.PartyLoop;
import io.tributary.party.process.ProcessMain;
import io.tributary.party.store.SqliteStore;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Store;
import io.tributary.protocol.port.Topics;
import io.tributary.relay.KafkaBus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A party that counts the records of its dispatch topic and answers each with its number. */
final class CountingMain {
  static final String KEY = "count";
  static final String TOTAL = "total";

  record CountingConfig(PartyId party, Path home, KafkaConfig kafka) {}

  private CountingMain() {}

  public static void main(String[] args) {
    ProcessMain.run(
        "counting",
        args,
        process -> {
          CountingConfig config = StrictConfig.load(process.config(), CountingConfig.class);
          SqliteStore store = process.closing(SqliteStore.open(config.home()));
          KafkaBus bus = process.closing(KafkaBus.of(config.party(), config.kafka()));
          PartyLoop loop =
              process.closing(
                  new PartyLoop(
                      new Counting(config.party()), store, bus, () -> 1000, process::fail));
          loop.start();
          loop.awaitStarted(Duration.ofSeconds(30));
          process.ready(config.party().name(), Map.of());
        });
  }

  static int total(Store.Tx tx) {
    return tx.get("t", TOTAL).map(b -> Integer.parseInt(new String(b, UTF_8))).orElse(0);
  }

  private record Counting(PartyId id) implements Party {
    @Override
    public Set<String> topics() {
      return Set.of(Topics.dispatch(id));
    }

    @Override
    public void receive(Store.Tx tx, Delivery delivery, Outbox out) {
      if (!delivery.key().equals(KEY)) {
        return; // of another test
      }
      int total = total(tx) + 1;
      tx.put("t", TOTAL, Integer.toString(total).getBytes(UTF_8));
      String answer = new String(delivery.value(), UTF_8) + "=" + total;
      out.publish(List.of(new BusRecord(Topics.STATEMENTS, 5, "k", answer.getBytes(UTF_8))));
    }

    @Override
    public void tick(Store.Tx tx, long now, Outbox out) {}
  }
}

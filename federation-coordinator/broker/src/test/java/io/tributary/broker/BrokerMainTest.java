package io.tributary.broker;

import static io.tributary.broker.Relay.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.party.config.KafkaConfig;
import io.tributary.party.config.StrictConfig;
import io.tributary.party.config.TlsConfig;
import io.tributary.party.pki.Pki;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.BusException;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Topics;
import io.tributary.relay.KafkaBus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker as a process, from the sample config. */
final class BrokerMainTest {
  private static final Path SAMPLE = Path.of("../../conf/broker.yaml").toAbsolutePath().normalize();
  private static final String TOPIC = Topics.dispatch(Relay.R1);

  @TempDir Path temp;

  @Test
  void sample_ofBroker_loads() {
    BrokerConfig config = StrictConfig.load(SAMPLE, BrokerConfig.class);
    assertEquals(3, config.federation().orElseThrow().nodes().size());
  }

  @Test
  void broker_killedAndStartedAgain_isFoundWhereItWasWithItsRecords() throws Exception {
    Pki pki = Pki.openOrCreate(temp.resolve("pki"));
    pki.issue(new PartyId("broker"), List.of());
    Path config = Files.copy(SAMPLE, temp.resolve("broker.yaml"));
    String bootstrap;
    try (Jvm broker = start(config)) {
      bootstrap = bootstrap(broker);
      try (KafkaBus coordinator = bus(pki, Relay.COORDINATOR, bootstrap)) {
        coordinator.publish(List.of(record(TOPIC, 0, "before")));
        broker.kill();
        CompletableFuture<Void> meanwhile =
            CompletableFuture.runAsync(
                () -> publishInTheEnd(coordinator, record(TOPIC, 0, "meanwhile")));
        try (Jvm again = start(config)) {
          assertEquals(bootstrap, bootstrap(again));
          meanwhile.get(60, TimeUnit.SECONDS);
          try (KafkaBus r1 = bus(pki, Relay.R1, bootstrap)) {
            List<String> texts = Relay.readUntil(r1, TOPIC, "meanwhile");
            assertEquals(List.of("before", "meanwhile"), texts);
          }
          assertEquals(0, again.terminate());
        }
      }
    }
  }

  private static Jvm start(Path config) throws Exception {
    return Jvm.start(BrokerMain.class, "256m", List.of("--config", config.toString()));
  }

  private static String bootstrap(Jvm broker) throws Exception {
    String line = broker.line();
    assertNotNull(line, "the broker ended before it was ready");
    JsonNode ready = new ObjectMapper().readTree(line);
    assertTrue(ready.path("ready").booleanValue(), line);
    return ready.path("bootstrap").textValue();
  }

  private static KafkaBus bus(Pki pki, PartyId party, String bootstrap) {
    TlsConfig tls = new TlsConfig(pki.issue(party, List.of()), pki.truststore());
    return KafkaBus.of(party, new KafkaConfig(bootstrap, tls));
  }

  private static void publishInTheEnd(KafkaBus bus, BusRecord record) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try {
        bus.publish(List.of(record));
        return;
      } catch (BusException e) {
        if (!e.retryable() || System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }
}

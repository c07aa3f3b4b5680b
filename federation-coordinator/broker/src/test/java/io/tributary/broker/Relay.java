package io.tributary.broker;

import io.tributary.party.config.KafkaConfig;
import io.tributary.party.config.TlsConfig;
import io.tributary.party.pki.Pki;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.relay.KafkaBus;
import io.tributary.relay.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One real broker for all tests of this module: mutual TLS, rights of two repositories and nodes.
 */
final class Relay {
  static final PartyId COORDINATOR = new PartyId("coordinator");
  static final PartyId SINK = new PartyId("sink");
  static final PartyId R1 = new PartyId("r01");
  static final PartyId R2 = new PartyId("r02");
  static final PartyId N1 = new PartyId("n1");
  static final PartyId N2 = new PartyId("n2");
  static final FederationConfig FEDERATION =
      new FederationConfig(COORDINATOR, SINK, List.of(R1, R2), List.of(N1, N2), 6);

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static Relay running;

  final Path folder;
  final Pki pki;
  final Broker broker;

  private Relay(Path folder) throws IOException {
    this.folder = folder;
    this.pki = Pki.openOrCreate(folder.resolve("pki"));
    this.broker = Broker.start(config());
  }

  /** The broker, started at the first call and stopped with the JVM. */
  static synchronized Relay running() {
    if (running == null) {
      try {
        Relay relay = new Relay(Files.createTempDirectory("relay"));
        Runtime.getRuntime().addShutdownHook(new Thread(relay::stop));
        running = relay;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return running;
  }

  private BrokerConfig config() {
    return new BrokerConfig(
        new PartyId("broker"),
        folder.resolve("broker"),
        "127.0.0.1",
        0,
        0,
        tls(new PartyId("broker")),
        new PartyId("admin"),
        Optional.of(FEDERATION));
  }

  TlsConfig tls(PartyId party) {
    return new TlsConfig(pki.issue(party, List.of()), pki.truststore());
  }

  KafkaConfig client(PartyId party) {
    return new KafkaConfig(broker.bootstrap(), tls(party));
  }

  KafkaBus bus(PartyId party) {
    return KafkaBus.of(party, client(party));
  }

  /** Settings of a client that speaks Kafka directly, as an attacker would. */
  Map<String, Object> raw(PartyId party) {
    return KafkaSettings.common("raw-" + party, client(party));
  }

  static BusRecord record(String topic, int lane, String text) {
    return new BusRecord(topic, lane, "k", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads until the text has come, and returns all texts until then. */
  static List<String> readUntil(Bus bus, String topic, String last) {
    List<String> texts = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (Bus.Reader reader = bus.read(Set.of(topic), Map.of())) {
      while (!texts.contains(last)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(last + " did not come on " + topic + "; came: " + texts);
        }
        for (Delivery d : reader.poll(Duration.ofMillis(100))) {
          texts.add(new String(d.value(), StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }

  private void stop() {
    broker.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

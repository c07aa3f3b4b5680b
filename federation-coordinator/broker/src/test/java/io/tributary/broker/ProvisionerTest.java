package io.tributary.broker;

import static io.tributary.broker.Relay.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.BusException;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Topics;
import io.tributary.relay.Federation;
import io.tributary.relay.KafkaBus;
import io.tributary.relay.Provisioner;
import io.tributary.relay.TopicPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Federations that change. */
final class ProvisionerTest {
  private static final PartyId R3 = new PartyId("r03");
  private static final String SHARES_31 = Topics.shares(R3, Relay.N1);
  private final Relay relay = Relay.running();

  @AfterEach
  void restore() {
    apply(Relay.FEDERATION.parties());
  }

  @Test
  void party_thatJoins_getsTopicsRightsAndALane() {
    Set<String> topics = Set.of(Topics.STATEMENTS, SHARES_31);
    try (KafkaBus n1 = relay.bus(Relay.N1);
        KafkaBus r3 = relay.bus(R3);
        Bus.Reader reader = n1.read(topics, Map.of())) {
      apply(joined());
      r3.publish(List.of(record(SHARES_31, 0, "share"), record(Topics.STATEMENTS, 7, "joined")));
      // The reader was there before topic and lane: it has to find them by itself.
      awaitText(reader, "share");
    }
    try (KafkaBus n1 = relay.bus(Relay.N1)) {
      assertTrue(Relay.readUntil(n1, Topics.STATEMENTS, "joined").contains("joined"));
    }
  }

  @Test
  @Tag("threat-28")
  void party_thatLeaves_losesItsRights() {
    apply(joined());
    BusRecord record = record(SHARES_31, 0, "share");
    try (KafkaBus r3 = relay.bus(R3)) {
      r3.publish(List.of(record));
      apply(Relay.FEDERATION.parties());
      BusException e = assertThrows(BusException.class, () -> r3.publish(List.of(record)));
      assertFalse(e.retryable());
      assertTrue(e.getMessage().contains("refuses this party's write"), e.getMessage());
    }
  }

  private static Federation joined() {
    return new Federation(
        Relay.COORDINATOR,
        Relay.SINK,
        List.of(Relay.R1, Relay.R2, R3),
        List.of(Relay.N1, Relay.N2),
        8);
  }

  private void apply(Federation federation) {
    try (Provisioner admin = Provisioner.connect(relay.client(new PartyId("admin")))) {
      admin.apply(TopicPlan.of(federation));
    }
  }

  private static void awaitText(Bus.Reader reader, String text) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < deadline) {
      for (Delivery d : reader.poll(Duration.ofMillis(100))) {
        if (d.topic().equals(SHARES_31) && new String(d.value(), UTF_8).equals(text)) {
          return;
        }
      }
    }
    throw new AssertionError(text + " did not come");
  }
}

package io.tributary.broker;

import static io.tributary.broker.Relay.record;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.BusException;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Topics;
import io.tributary.relay.KafkaBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class KafkaBusTest {
  private final Relay relay = Relay.running();

  @Test
  void publish_overSeveralTopics_arrivesInOrder() {
    String shares = Topics.shares(Relay.R1, Relay.N1);
    try (KafkaBus r1 = relay.bus(Relay.R1);
        KafkaBus n1 = relay.bus(Relay.N1)) {
      r1.publish(
          List.of(
              record(shares, 0, "a"), record(shares, 0, "b"), record(Topics.STATEMENTS, 1, "ab")));
      List<String> texts = Relay.readUntil(n1, shares, "b");
      assertEquals("a", texts.get(texts.indexOf("b") - 1));
      assertTrue(Relay.readUntil(n1, Topics.STATEMENTS, "ab").contains("ab"));
    }
  }

  @Test
  void publish_largestStatement_arrivesWhole() {
    byte[] big = new byte[16 << 20];
    new Random(16).nextBytes(big);
    try (KafkaBus coordinator = relay.bus(Relay.COORDINATOR);
        KafkaBus r2 = relay.bus(Relay.R2)) {
      String topic = Topics.dispatch(Relay.R2);
      coordinator.publish(List.of(new BusRecord(topic, 0, "big", big)));
      assertArrayEquals(big, next(r2, topic, "big").value());
    }
  }

  @Test
  void publish_recordAboveCap_isRefusedBeforeSending() {
    try (KafkaBus r1 = relay.bus(Relay.R1)) {
      byte[] value = new byte[(512 << 10) + 4097];
      List<BusRecord> batch =
          List.of(new BusRecord(Topics.shares(Relay.R1, Relay.N1), 0, "k", value));
      assertThrows(IllegalArgumentException.class, () -> r1.publish(batch));
    }
  }

  @Test
  void read_fromStoredOffset_startsThere() {
    String topic = Topics.shares(Relay.R1, Relay.N2);
    try (KafkaBus r1 = relay.bus(Relay.R1);
        KafkaBus n2 = relay.bus(Relay.N2)) {
      r1.publish(List.of(record(topic, 0, "first")));
      r1.publish(List.of(record(topic, 0, "second")));
      Delivery first = next(n2, topic, "k");
      try (Bus.Reader reader = n2.read(Set.of(topic), Map.of(topic + "/0", first.offset() + 1))) {
        List<Delivery> rest = new ArrayList<>();
        while (rest.isEmpty()) {
          rest.addAll(reader.poll(Duration.ofMillis(100)));
        }
        assertTrue(rest.get(0).offset() > first.offset());
      }
    }
  }

  @Test
  void read_fromBeyondTheEnd_isRefusedForGood() {
    String topic = Topics.shares(Relay.R2, Relay.N2);
    try (KafkaBus n2 = relay.bus(Relay.N2)) {
      BusException e =
          assertThrows(
              BusException.class, () -> n2.read(Set.of(topic), Map.of(topic + "/0", 1_000_000L)));
      assertFalse(e.retryable());
      assertTrue(e.getMessage().contains("lost records"), e.getMessage());
    }
  }

  @Test
  @Tag("threat-31")
  void publish_byFencedProcess_failsForGood() {
    try (KafkaBus zombie = relay.bus(Relay.R2);
        KafkaBus fresh = relay.bus(Relay.R2);
        KafkaBus n1 = relay.bus(Relay.N1)) {
      String topic = Topics.shares(Relay.R2, Relay.N1);
      zombie.publish(List.of(record(topic, 0, "before")));
      fresh.publish(List.of(record(topic, 0, "after")));
      BusException e =
          assertThrows(
              BusException.class, () -> zombie.publish(List.of(record(topic, 0, "zombie"))));
      assertFalse(e.retryable());
      assertThrows(BusException.class, () -> zombie.publish(List.of(record(topic, 0, "again"))));
      fresh.publish(List.of(record(topic, 0, "last")));
      assertEquals(List.of("before", "after", "last"), Relay.readUntil(n1, topic, "last"));
    }
  }

  private static Delivery next(KafkaBus bus, String topic, String key) {
    try (Bus.Reader reader = bus.read(Set.of(topic), Map.of())) {
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (System.nanoTime() < deadline) {
        for (Delivery d : reader.poll(Duration.ofMillis(100))) {
          if (d.key().equals(key)) {
            return d;
          }
        }
      }
    }
    throw new AssertionError("nothing came on " + topic);
  }
}

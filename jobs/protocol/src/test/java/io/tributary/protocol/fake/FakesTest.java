package io.tributary.protocol.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.BusException;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FakesTest {
  private static final Set<String> TOPICS = Set.of("a", "b");

  @Test
  void transaction_thatThrows_changesNothing() {
    try (InMemoryStore store = new InMemoryStore()) {
      store.transact(tx -> tx.putIfAbsent("t", "k1", new byte[] {1}));
      assertThrows(
          IllegalStateException.class,
          () ->
              store.transact(
                  tx -> {
                    tx.put("t", "k2", new byte[] {2});
                    tx.delete("t", "k1");
                    throw new IllegalStateException("crash");
                  }));
      assertEquals(Set.of("k1"), store.table("t").keySet());
      boolean again = store.transact(tx -> tx.putIfAbsent("t", "k1", new byte[0]));
      assertFalse(again);
    }
  }

  @Test
  void view_afterItsTransaction_isClosed() {
    try (InMemoryStore store = new InMemoryStore()) {
      Store.Tx leaked = store.transact(tx -> tx);
      assertThrows(IllegalStateException.class, () -> leaked.get("t", "k"));
    }
  }

  @Test
  void scan_ofPrefix_isSortedAndBounded() {
    try (InMemoryStore store = new InMemoryStore()) {
      for (String key : List.of("b2", "a", "b1", "c")) {
        store.transact(tx -> tx.putIfAbsent("t", key, new byte[0]));
      }
      List<String> found = store.transact(tx -> List.copyOf(tx.scan("t", "b").keySet()));
      assertEquals(List.of("b1", "b2"), found);
    }
  }

  @Test
  void bus_ofOneSeed_deliversTheSameWay() {
    assertEquals(deliveries(7, Faults.ROUGH), deliveries(7, Faults.ROUGH));
    assertFalse(deliveries(7, Faults.ROUGH).equals(deliveries(8, Faults.ROUGH)));
  }

  @Test
  void lane_underAnyFault_keepsItsOrderAndItsOffsets() {
    long seed = Seeds.next("FakesTest");
    Map<String, Long> next = new LinkedHashMap<>();
    Map<String, Integer> highest = new LinkedHashMap<>();
    for (Delivery d : read(seed, Faults.ROUGH)) {
      String lane = d.topic() + "/" + d.lane();
      assertEquals(next.getOrDefault(lane, 0L), d.offset(), "seed " + seed);
      next.put(lane, d.offset() + 1);
      // A repeat may go back by one batch, but nothing is skipped.
      assertTrue(d.value()[0] <= highest.getOrDefault(lane, -1) + 1, "seed " + seed);
      highest.merge(lane, (int) d.value()[0], Math::max);
    }
    assertEquals(Map.of("a/0", 49, "a/1", 49, "b/0", 49), highest, "seed " + seed);
  }

  @Test
  void record_withheld_isNeverDelivered() {
    try (SeededBus bus = new SeededBus(1, Faults.NONE)) {
      bus.withhold(record -> record.topic().equals("a"));
      bus.publish(List.of(record("a", 0, 1), record("b", 0, 1)));
      List<String> topics = drain(bus).stream().map(Delivery::topic).toList();
      assertEquals(List.of("b"), topics);
      assertEquals(2, bus.published().size());
    }
  }

  @Test
  void record_tamperedWith_arrivesAltered() {
    try (SeededBus bus = new SeededBus(1, Faults.NONE)) {
      bus.tamper(r -> new BusRecord(r.topic(), r.lane(), r.key(), new byte[] {9}));
      bus.publish(List.of(record("a", 0, 1)));
      assertEquals(9, drain(bus).get(0).value()[0]);
    }
  }

  private static List<String> deliveries(long seed, Faults faults) {
    return read(seed, faults).stream()
        .map(d -> d.topic() + "/" + d.lane() + "@" + d.offset() + "=" + d.value()[0])
        .toList();
  }

  private static List<Delivery> read(long seed, Faults faults) {
    try (SeededBus bus = new SeededBus(seed, faults)) {
      for (int i = 0; i < 50; i++) {
        List<BusRecord> batch = List.of(record("a", 0, i), record("a", 1, i), record("b", 0, i));
        boolean confirmed;
        do {
          confirmed = published(bus, batch);
        } while (!confirmed);
      }
      return drain(bus);
    }
  }

  private static boolean published(SeededBus bus, List<BusRecord> batch) {
    try {
      bus.publish(batch);
      return true;
    } catch (BusException e) {
      assertTrue(e.retryable());
      return false;
    }
  }

  private static List<Delivery> drain(SeededBus bus) {
    List<Delivery> out = new ArrayList<>();
    try (Bus.Reader reader = bus.read(TOPICS, Map.of())) {
      for (int poll = 0; poll < 1_000; poll++) {
        out.addAll(reader.poll(Duration.ZERO));
      }
    }
    return out;
  }

  private static BusRecord record(String topic, int lane, int value) {
    return new BusRecord(topic, lane, "key", new byte[] {(byte) value});
  }
}

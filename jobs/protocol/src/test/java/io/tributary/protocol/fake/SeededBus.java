package io.tributary.protocol.fake;

import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.BusException;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The relay in memory. Batches are atomic and a lane keeps its order, as in Kafka; all else is
 * decided by the seed: which lanes answer a poll, in which order, how much, and the {@link Faults}.
 */
public final class SeededBus implements Bus {
  private static final int MOST_AT_ONCE = 4;

  private final long seed;
  private final Random random;
  private final Faults faults;
  private final Map<String, List<BusRecord>> lanes = new TreeMap<>();
  private final List<BusRecord> published = new ArrayList<>();
  private Predicate<BusRecord> withheld = record -> false;
  private UnaryOperator<BusRecord> relay = UnaryOperator.identity();

  public SeededBus(long seed, Faults faults) {
    this.seed = seed;
    this.random = new Random(seed);
    this.faults = faults;
  }

  /** From now on these records are committed but never delivered. */
  public void withhold(Predicate<BusRecord> records) {
    withheld = records;
  }

  /** From now on the relay delivers what this makes of each record. */
  public void tamper(UnaryOperator<BusRecord> change) {
    relay = change;
  }

  /** All that was ever committed, as it was sent. */
  public synchronized List<BusRecord> published() {
    return List.copyOf(published);
  }

  @Override
  public synchronized void publish(List<BusRecord> batch) {
    boolean failed = random.nextDouble() < faults.fail();
    if (!failed || random.nextBoolean()) {
      commit(batch);
      if (random.nextDouble() < faults.repeat()) {
        commit(batch);
      }
    }
    if (failed) {
      throw new BusException("the relay did not confirm; " + this, true, null);
    }
  }

  private void commit(List<BusRecord> batch) {
    published.addAll(batch);
    for (BusRecord record : batch) {
      if (!withheld.test(record) && random.nextDouble() >= faults.drop()) {
        BusRecord relayed = relay.apply(record);
        lanes
            .computeIfAbsent(lane(relayed.topic(), relayed.lane()), name -> new ArrayList<>())
            .add(relayed);
      }
    }
  }

  @Override
  public Reader read(Set<String> topics, Map<String, Long> next) {
    return new Position(Set.copyOf(topics), new HashMap<>(next));
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "SeededBus with seed " + seed;
  }

  private static String lane(String topic, int lane) {
    return topic + "/" + lane;
  }

  private final class Position implements Reader {
    private final Set<String> topics;
    private final Map<String, Long> next;

    Position(Set<String> topics, Map<String, Long> next) {
      this.topics = topics;
      this.next = next;
    }

    @Override
    public List<Delivery> poll(Duration wait) {
      synchronized (SeededBus.this) {
        List<String> order = new ArrayList<>(lanes.keySet());
        Collections.shuffle(order, random);
        List<Delivery> out = new ArrayList<>();
        for (String lane : order) {
          if (topics.contains(lane.substring(0, lane.lastIndexOf('/')))
              && random.nextDouble() >= faults.delay()) {
            take(lane, 1 + random.nextInt(MOST_AT_ONCE), out);
          }
        }
        return out;
      }
    }

    private void take(String lane, int most, List<Delivery> out) {
      List<BusRecord> records = lanes.get(lane);
      long from = next.getOrDefault(lane, 0L);
      long to = Math.min(records.size(), from + most);
      for (long offset = from; offset < to; offset++) {
        BusRecord record = records.get((int) offset);
        out.add(
            new Delivery(
                record.topic(), record.lane(), offset, record.key(), record.value().clone()));
      }
      next.put(lane, Math.max(from, to));
    }

    @Override
    public void close() {}
  }
}

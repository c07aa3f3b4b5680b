package io.tributary.party.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A bus in memory whose failures are written down beforehand. */
final class ScriptedBus implements Bus {
  private final Map<String, List<Delivery>> lanes = new HashMap<>();
  private final List<List<BusRecord>> published = new ArrayList<>();
  private final Queue<RuntimeException> publishFailures = new ArrayDeque<>();
  private final Queue<RuntimeException> readFailures = new ArrayDeque<>();

  /** The next calls of publish fail, in this order. */
  synchronized void failPublish(RuntimeException... failures) {
    publishFailures.addAll(List.of(failures));
  }

  /** From now on publish succeeds. */
  synchronized void succeed() {
    publishFailures.clear();
  }

  /** The next polls fail, in this order. */
  synchronized void failRead(RuntimeException... failures) {
    readFailures.addAll(List.of(failures));
  }

  /** A record arrives from someone else. */
  synchronized void arrive(String topic, String text) {
    List<Delivery> lane = lanes.computeIfAbsent(topic + "/0", l -> new ArrayList<>());
    lane.add(new Delivery(topic, 0, lane.size(), "k", text.getBytes(UTF_8)));
    notifyAll();
  }

  /** What was sent, a batch a line: texts joined by {@code +}. */
  synchronized List<String> sent() {
    return published.stream()
        .map(
            batch ->
                String.join("+", batch.stream().map(r -> new String(r.value(), UTF_8)).toList()))
        .toList();
  }

  @Override
  public synchronized void publish(List<BusRecord> batch) {
    if (!publishFailures.isEmpty()) {
      throw publishFailures.remove();
    }
    published.add(batch);
  }

  @Override
  public Reader read(Set<String> topics, Map<String, Long> next) {
    Map<String, Long> position = new HashMap<>(next);
    return new Reader() {
      @Override
      public List<Delivery> poll(Duration wait) {
        return take(topics, position, wait);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}

  private synchronized List<Delivery> take(
      Set<String> topics, Map<String, Long> position, Duration wait) {
    if (!readFailures.isEmpty()) {
      throw readFailures.remove();
    }
    List<Delivery> found = find(topics, position);
    if (found.isEmpty()) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, wait.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      found = find(topics, position);
    }
    return found;
  }

  private List<Delivery> find(Set<String> topics, Map<String, Long> position) {
    List<Delivery> found = new ArrayList<>();
    lanes.forEach(
        (lane, records) -> {
          int from = (int) (long) position.getOrDefault(lane, 0L);
          if (topics.contains(lane.substring(0, lane.indexOf('/')))) {
            found.addAll(records.subList(from, records.size()));
            position.put(lane, (long) records.size());
          }
        });
    return found;
  }
}

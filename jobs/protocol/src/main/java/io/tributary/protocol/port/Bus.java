package io.tributary.protocol.port;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The relay: trusted with delivery at most. Reads see only committed batches. */
public interface Bus extends AutoCloseable {
  /**
   * Publishes all records or none.
   *
   * @throws BusException if the batch was not committed; {@link BusException#retryable()} says
   *     whether the same batch may be sent again. Readers must expect repeats.
   */
  void publish(List<BusRecord> batch);

  /**
   * Sends records, each on its own, in order within a lane; when it returns all have arrived.
   *
   * @throws BusException if not all of them have; as {@link #publish}
   */
  default void send(List<BusRecord> records) {
    records.forEach(record -> publish(List.of(record)));
  }

  /**
   * Starts reading.
   *
   * @param topics topics to read, all their lanes
   * @param next per {@code topic/lane} the first offset wanted; a missing entry means from the
   *     start
   */
  Reader read(Set<String> topics, Map<String, Long> next);

  @Override
  void close();

  /** A position in the topics; used by one thread. */
  interface Reader extends AutoCloseable {
    /** Records that have arrived, in order within a lane; empty when none came within the wait. */
    List<Delivery> poll(Duration wait);

    @Override
    void close();
  }
}

package io.tributary.relay;

import io.tributary.party.config.KafkaConfig;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.BusException;
import io.tributary.protocol.port.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads committed records of assigned partitions from given offsets; no group, no commits. A topic
 * that is not there yet (or may not be read yet) is left out and looked for again, so that one
 * missing topic does not keep the others.
 */
final class KafkaReader implements Bus.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaReader.class);
  // The party's ticks wait for this call while the relay is away.
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final PartyId party;
  private final Set<String> topics;
  private final Map<String, Long> next;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Set<String> missing = new HashSet<>();
  private long lookAt;

  private KafkaReader(
      PartyId party,
      Set<String> topics,
      Map<String, Long> next,
      KafkaConsumer<String, byte[]> consumer) {
    this.party = party;
    this.topics = Set.copyOf(topics);
    this.next = new HashMap<>(next);
    this.consumer = consumer;
  }

  static KafkaReader open(
      PartyId party, KafkaConfig config, Set<String> topics, Map<String, Long> next) {
    KafkaConsumer<String, byte[]> consumer = null;
    boolean opened = false;
    try {
      consumer = new KafkaConsumer<>(KafkaSettings.consumer(party, config));
      KafkaReader reader = new KafkaReader(party, topics, next, consumer);
      reader.lookForPartitions();
      opened = true;
      return reader;
    } catch (KafkaException e) {
      throw KafkaErrors.reading(party, e);
    } finally {
      if (!opened && consumer != null) {
        close(consumer);
      }
    }
  }

  @Override
  public List<Delivery> poll(Duration wait) {
    try {
      if (System.nanoTime() - lookAt >= 0) {
        lookForPartitions();
      }
      List<Delivery> deliveries = new ArrayList<>();
      for (ConsumerRecord<String, byte[]> r : consumer.poll(wait)) {
        // A record without key or value is not ours, but its offset must be passed.
        String key = r.key() == null ? "" : r.key();
        byte[] value = r.value() == null ? new byte[0] : r.value();
        deliveries.add(new Delivery(r.topic(), r.partition(), r.offset(), key, value));
      }
      return deliveries;
    } catch (KafkaException e) {
      throw KafkaErrors.reading(party, e);
    }
  }

  @Override
  public void close() {
    close(consumer);
  }

  private static void close(KafkaConsumer<String, byte[]> consumer) {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }

  private void lookForPartitions() {
    Map<String, List<PartitionInfo>> visible = consumer.listTopics(ANSWER);
    Set<TopicPartition> wanted =
        topics.stream()
            .flatMap(t -> visible.getOrDefault(t, List.of()).stream())
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .collect(Collectors.toSet());
    report(visible.keySet());
    Set<TopicPartition> fresh = new HashSet<>(wanted);
    fresh.removeAll(consumer.assignment());
    if (!fresh.isEmpty()) {
      consumer.assign(wanted);
      place(fresh);
    }
    lookAt = System.nanoTime() + LOOK_AGAIN.toNanos();
  }

  private void report(Set<String> visible) {
    for (String topic : topics) {
      if (visible.contains(topic)) {
        missing.remove(topic);
      } else if (missing.add(topic)) {
        LOG.warn("{}: {} is not there, or this party may not read it (yet)", party, topic);
      }
    }
  }

  private void place(Set<TopicPartition> fresh) {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(fresh, ANSWER);
    Map<TopicPartition, Long> end = consumer.endOffsets(fresh, ANSWER);
    for (TopicPartition p : fresh) {
      long stored = next.getOrDefault(p.topic() + "/" + p.partition(), first.get(p));
      if (stored > end.get(p)) {
        // Reading on would skip whatever comes until the numbers meet again.
        throw new BusException(
            party
                + ": the relay has lost records of "
                + p
                + " that this party has already read; restore the relay, or provision the"
                + " federation anew",
            false,
            null);
      }
      if (stored < first.get(p)) {
        LOG.warn("{}: records of {} were deleted before this party read them", party, p);
      }
      consumer.seek(p, Math.max(stored, first.get(p)));
    }
  }
}

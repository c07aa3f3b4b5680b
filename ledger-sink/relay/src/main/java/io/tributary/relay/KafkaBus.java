package io.tributary.relay;

import io.tributary.party.config.KafkaConfig;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.BusException;
import io.tributary.protocol.port.BusRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * The bus over Kafka. A batch is one transaction under the party's own transactional id, so that a
 * second process of the same party fences the first: the fenced one fails for good. Parties that
 * only read never open a producer and need no right to.
 */
public final class KafkaBus implements Bus {
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final PartyId party;
  private final KafkaConfig config;
  private final LooseWriter loose;
  private KafkaProducer<String, byte[]> producer;
  private BusException dead;

  private KafkaBus(PartyId party, KafkaConfig config) {
    this.party = party;
    this.config = config;
    this.loose = new LooseWriter(party, config);
  }

  /** The bus of a party; connects when first used. */
  public static KafkaBus of(PartyId party, KafkaConfig config) {
    return new KafkaBus(party, config);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Waits for the relay's confirmation. When that is lost the batch may have been committed, and
   * a retry commits it twice.
   *
   * @throws IllegalArgumentException if a record is too large ever to be sent
   */
  @Override
  public synchronized void publish(List<BusRecord> batch) {
    batch.forEach(KafkaBus::checkSize);
    if (dead != null) {
      throw new BusException(dead.getMessage(), false, dead);
    }
    try {
      KafkaProducer<String, byte[]> open = opened();
      open.beginTransaction();
      send(open, batch);
      open.commitTransaction();
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Outside transactions: a second process of the same party is not fenced off here.
   *
   * @throws IllegalArgumentException if a record is too large ever to be sent
   */
  @Override
  public void send(List<BusRecord> records) {
    records.forEach(KafkaBus::checkSize);
    loose.send(records);
  }

  @Override
  public Reader read(Set<String> topics, Map<String, Long> next) {
    return KafkaReader.open(party, config, topics, next);
  }

  @Override
  public synchronized void close() {
    loose.close();
    discard();
    dead = new BusException(party + ": the bus is closed", false, null);
  }

  private KafkaProducer<String, byte[]> opened() {
    if (producer == null) {
      producer = new KafkaProducer<>(KafkaSettings.producer(party, config));
      // Fences older processes of this party and ends what they left open.
      producer.initTransactions();
    }
    return producer;
  }

  /** Sends, and waits until the relay has them all. */
  static void send(KafkaProducer<String, byte[]> open, List<BusRecord> batch) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (BusRecord r : batch) {
      sent.add(open.send(new ProducerRecord<>(r.topic(), r.lane(), r.key(), r.value())));
    }
    try {
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException k ? k : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }

  /** After any failure the producer goes; whatever it left open, the next one's start ends. */
  private BusException failed(KafkaException e) {
    BusException error = KafkaErrors.writing(party, e);
    if (!error.retryable()) {
      dead = error;
    }
    discard();
    return error;
  }

  private void discard() {
    if (producer != null) {
      producer.close(CLOSING);
      producer = null;
    }
  }

  private static void checkSize(BusRecord record) {
    int cap = TopicPlan.maxRecordBytes(record.topic());
    if (record.value().length > cap) {
      throw new IllegalArgumentException(
          "a record for "
              + record.topic()
              + " has "
              + record.value().length
              + " bytes, more than the "
              + cap
              + " allowed");
    }
  }
}

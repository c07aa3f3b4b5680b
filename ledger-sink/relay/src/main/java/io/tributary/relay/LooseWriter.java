package io.tributary.relay;

import io.tributary.party.config.KafkaConfig;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.BusException;
import io.tributary.protocol.port.BusRecord;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;

/** Writes records outside transactions: idempotent, in order within a partition. */
final class LooseWriter implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final PartyId party;
  private final KafkaConfig config;
  private KafkaProducer<String, byte[]> producer;
  private boolean closed;

  LooseWriter(PartyId party, KafkaConfig config) {
    this.party = party;
    this.config = config;
  }

  /** Returns once the relay has confirmed all of them. */
  synchronized void send(List<BusRecord> records) {
    if (closed) {
      throw new BusException(party + ": the bus is closed", false, null);
    }
    try {
      if (producer == null) {
        producer = new KafkaProducer<>(KafkaSettings.looseProducer(party, config));
      }
      KafkaBus.send(producer, records);
    } catch (KafkaException e) {
      discard();
      throw KafkaErrors.writing(party, e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    discard();
  }

  private void discard() {
    if (producer != null) {
      producer.close(CLOSING);
      producer = null;
    }
  }
}

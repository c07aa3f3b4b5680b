package io.tributary.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a party with a good certificate may still not do. */
@Tag("threat-28")
final class BrokerRightsTest {
  private final Relay relay = Relay.running();

  @ParameterizedTest
  @CsvSource({
    "r02, tributary-shares-r01-n1",
    "n2, tributary-shares-r01-n1",
    "coordinator, tributary-shares-r01-n1",
    "sink, tributary-shares-r01-n1",
    "r01, tributary-shares-r01-n1",
    "r02, tributary-dispatch-r01",
    "r01, tributary-statements",
    "n2, tributary-sums-n1",
    "sink, tributary-sums-n1",
    "n1, tributary-mpc-n1-n2",
    "coordinator, tributary-mpc-n1-n2",
    "mallory, tributary-statements"
  })
  @Tag("threat-21")
  void read_ofAnothersTopic_isRefused(String party, String topic) {
    assertThrows(
        TopicAuthorizationException.class, () -> readOnce(party, topic, Duration.ofSeconds(10)));
  }

  @ParameterizedTest
  @CsvSource({
    "n1, tributary-shares-r01-n1",
    "n1, tributary-statements",
    "n2, tributary-mpc-n1-n2",
    "sink, tributary-statements",
    "coordinator, tributary-sums-n1",
    "r01, tributary-dispatch-r01"
  })
  void read_ofOwnTopic_isAllowed(String party, String topic) {
    readOnce(party, topic, Duration.ofMillis(700));
  }

  @ParameterizedTest
  @CsvSource({
    "r02, tributary-shares-r01-n1",
    "n1, tributary-shares-r01-n1",
    "coordinator, tributary-shares-r01-n1",
    "r01, tributary-dispatch-r01",
    "r01, tributary-sums-n1",
    "n2, tributary-sums-n1",
    "n2, tributary-mpc-n1-n2",
    "r01, tributary-mpc-n1-n2",
    "sink, tributary-statements",
    "mallory, tributary-statements"
  })
  void write_toAnothersTopic_isRefused(String party, String topic) {
    assertInstanceOf(TopicAuthorizationException.class, writeFailure(party, topic).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "r01, tributary-shares-r01-n2",
    "r01, tributary-statements",
    "n2, tributary-statements",
    "coordinator, tributary-dispatch-r01",
    "n1, tributary-mpc-n1-n2",
    "n1, tributary-sums-n1"
  })
  void write_toOwnTopic_isAllowed(String party, String topic) {
    assertEquals(Optional.empty(), writeFailure(party, topic));
  }

  @ParameterizedTest
  @CsvSource({"r02, r01", "sink, n1", "mallory, coordinator"})
  void transaction_underStolenId_isRefused(String thief, String victim) {
    try (KafkaProducer<byte[], byte[]> producer = producer(thief, victim)) {
      assertThrows(TransactionalIdAuthorizationException.class, producer::initTransactions);
    }
  }

  @Test
  void transaction_underOwnId_isAllowed() {
    try (KafkaProducer<byte[], byte[]> producer = producer("r01", "r01")) {
      producer.initTransactions();
    }
  }

  @Test
  void administration_byParty_isRefused() {
    try (Admin admin = Admin.create(relay.raw(Relay.COORDINATOR))) {
      NewTopic topic = new NewTopic("tributary-own", 1, (short) 1);
      assertInstanceOf(
          TopicAuthorizationException.class,
          failure(() -> admin.createTopics(List.of(topic)).all().get()));
      assertInstanceOf(
          TopicAuthorizationException.class,
          failure(() -> admin.deleteTopics(List.of(Topics.STATEMENTS)).all().get()));
      assertInstanceOf(
          ClusterAuthorizationException.class,
          failure(() -> admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get()));
    }
  }

  @Test
  void directory_seenByStranger_isEmpty() throws Exception {
    try (Admin admin = Admin.create(relay.raw(new PartyId("mallory")))) {
      assertEquals(Set.of(), admin.listTopics().names().get());
    }
  }

  private void readOnce(String party, String topic, Duration wait) {
    Map<String, Object> settings = settings(party);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seek(partition, 0);
      consumer.poll(wait);
    }
  }

  private Optional<Throwable> writeFailure(String party, String topic) {
    try (KafkaProducer<byte[], byte[]> producer = producer(party, null)) {
      byte[] value = {1};
      producer.send(new ProducerRecord<>(topic, 0, null, value)).get();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private KafkaProducer<byte[], byte[]> producer(String party, String transactionalId) {
    Map<String, Object> settings = settings(party);
    if (transactionalId != null) {
      settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    } else {
      // Else the right to any topic at all is asked for first.
      settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    }
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> settings(String party) {
    return new HashMap<>(relay.raw(new PartyId(party)));
  }

  private static Throwable failure(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(ExecutionException.class, call).getCause();
  }
}

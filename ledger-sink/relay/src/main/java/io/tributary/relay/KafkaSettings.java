package io.tributary.relay;

import io.tributary.party.config.KafkaConfig;
import io.tributary.party.config.KeyFiles;
import io.tributary.protocol.id.PartyId;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Client settings: TLS 1.3 with a certificate each way, whole transactions only. */
public final class KafkaSettings {
  /** Largest record anywhere: a statement with its commitments, or a dispatch with its job. */
  public static final int MAX_RECORD_BYTES = 16 << 20;

  /** Records of sealed shares: 512 KiB and a header. */
  public static final int MAX_CHUNK_BYTES = (512 << 10) + 4096;

  /**
   * TLS 1.3 suites, the preferred first: on the small heaps with C1 alone that the parties run
   * with, ChaCha20 is several times as fast as AES-GCM, which only C2 turns into AES instructions.
   */
  public static final String CIPHERS = "TLS_CHACHA20_POLY1305_SHA256,TLS_AES_256_GCM_SHA384";

  /** What Kafka itself adds to a record, generously. */
  public static final int OVERHEAD = 64 << 10;

  private static final int TRANSACTION_MS = 60_000;
  private static final int DELIVERY_MS = 20_000;
  private static final int REQUEST_MS = 10_000;

  private KafkaSettings() {}

  /** What every client needs; also right for an admin client. */
  public static Map<String, Object> common(String clientId, KafkaConfig config) {
    KeyFiles.check(config.tls().keystore());
    Map<String, Object> map = new HashMap<>();
    map.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrap());
    map.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    map.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SSL");
    map.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
    map.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, DELIVERY_MS);
    map.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 5_000);
    map.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    map.put(SslConfigs.SSL_PROTOCOL_CONFIG, "TLSv1.3");
    map.put(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG, "TLSv1.3");
    map.put(SslConfigs.SSL_CIPHER_SUITES_CONFIG, CIPHERS);
    map.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
    map.put(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, config.tls().keystore().toString());
    map.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
    map.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, config.tls().truststore().toString());
    return map;
  }

  /** Writes whole transactions under the party's own id. */
  static Map<String, Object> producer(PartyId party, KafkaConfig config) {
    Map<String, Object> map = looseProducer(party, config);
    map.put(ProducerConfig.CLIENT_ID_CONFIG, party + "-writer");
    map.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, party.name());
    // Readers of a topic wait for its oldest open transaction: a dead writer holds them this long.
    map.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MS);
    return map;
  }

  /** Writes records one by one. */
  static Map<String, Object> looseProducer(PartyId party, KafkaConfig config) {
    Map<String, Object> map = common(party + "-messages", config);
    map.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    map.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    map.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    map.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
    map.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_MS);
    map.put(ProducerConfig.ACKS_CONFIG, "all");
    map.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    // What is sealed does not shrink, and sizes should depend on the layout alone.
    map.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    map.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES + OVERHEAD);
    return map;
  }

  static Map<String, Object> consumer(PartyId party, KafkaConfig config) {
    Map<String, Object> map = common(party + "-reader", config);
    map.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    map.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    map.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    map.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    map.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // Offsets are the party's own, kept with its effects: the broker never chooses a place to
    // start.
    map.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    map.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 64);
    map.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_RECORD_BYTES / 2);
    map.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_RECORD_BYTES);
    return map;
  }
}

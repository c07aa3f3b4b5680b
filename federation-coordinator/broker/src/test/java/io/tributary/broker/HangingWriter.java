package io.tributary.broker;

import io.tributary.party.config.KafkaConfig;
import io.tributary.party.config.TlsConfig;
import io.tributary.protocol.id.PartyId;
import io.tributary.relay.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A process that begins a transaction, sends records, and waits to be killed. Arguments: party,
 * bootstrap, keystore, truststore, then {@code topic:lane:text} for each record.
 */
final class HangingWriter {
  private HangingWriter() {}

  public static void main(String[] args) throws Exception {
    TlsConfig tls = new TlsConfig(Path.of(args[2]), Path.of(args[3]));
    Map<String, Object> settings = KafkaSettings.common("hanging", new KafkaConfig(args[1], tls));
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, new PartyId(args[0]).name());
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    for (String record : Arrays.asList(args).subList(4, args.length)) {
      String[] parts = record.split(":", 3);
      byte[] value = parts[2].getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(parts[0], Integer.valueOf(parts[1]), "k", value)).get();
    }
    System.out.println("sent");
    System.out.flush();
    System.in.read();
  }
}

package io.tributary.broker;

import io.tributary.relay.KafkaSettings;
import java.util.Map;
import java.util.TreeMap;

/** Kafka's own settings, from the config. */
final class BrokerProperties {
  static final String CONTROLLER = "CONTROLLER";
  private static final String CLIENTS = "CLIENTS";
  static final int NODE_ID = 1;
  private static final int LARGEST_RECORD = KafkaSettings.MAX_RECORD_BYTES + KafkaSettings.OVERHEAD;

  private BrokerProperties() {}

  static Map<String, String> of(BrokerConfig config, Ports ports) {
    Map<String, String> map = new TreeMap<>();
    quorum(map, config, ports);
    security(map, config);
    alone(map);
    small(map);
    map.put("log.dirs", config.home().resolve("log").toString());
    map.put("auto.create.topics.enable", "false");
    map.put("transaction.max.timeout.ms", "60000");
    map.put("message.max.bytes", Integer.toString(LARGEST_RECORD));
    return map;
  }

  private static void quorum(Map<String, String> map, BrokerConfig config, Ports ports) {
    String clients = CLIENTS + "://" + config.host() + ":" + ports.clients();
    String controller = CONTROLLER + "://127.0.0.1:" + ports.controller();
    map.put("process.roles", "broker,controller");
    map.put("node.id", Integer.toString(NODE_ID));
    map.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + ports.controller());
    map.put("listeners", clients + "," + controller);
    map.put("advertised.listeners", clients);
    map.put("inter.broker.listener.name", CLIENTS);
    map.put("controller.listener.names", CONTROLLER);
    map.put("listener.security.protocol.map", CLIENTS + ":SSL," + CONTROLLER + ":SSL");
  }

  private static void security(Map<String, String> map, BrokerConfig config) {
    map.put("ssl.keystore.type", "PEM");
    map.put("ssl.keystore.location", config.tls().keystore().toString());
    map.put("ssl.truststore.type", "PEM");
    map.put("ssl.truststore.location", config.tls().truststore().toString());
    map.put("ssl.client.auth", "required");
    map.put("ssl.protocol", "TLSv1.3");
    map.put("ssl.enabled.protocols", "TLSv1.3");
    map.put("ssl.cipher.suites", KafkaSettings.CIPHERS);
    map.put("ssl.principal.mapping.rules", "RULE:^CN=([a-z0-9-]+)$/$1/,DEFAULT");
    map.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    map.put("allow.everyone.if.no.acl.found", "false");
    // The broker speaks to its own controller under its own name.
    map.put("super.users", "User:" + config.admin() + ";User:" + config.party());
  }

  /** One broker: nothing can be replicated. */
  private static void alone(Map<String, String> map) {
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      map.put(topic + ".replication.factor", "1");
      map.put(topic + ".num.partitions", "1");
    }
    map.put("transaction.state.log.min.isr", "1");
    map.put("share.coordinator.state.topic.replication.factor", "1");
    map.put("share.coordinator.state.topic.min.isr", "1");
    map.put("share.coordinator.state.topic.num.partitions", "1");
    map.put("default.replication.factor", "1");
    map.put("min.insync.replicas", "1");
    map.put("group.initial.rebalance.delay.ms", "0");
  }

  /** For a heap of 256 MB. */
  private static void small(Map<String, String> map) {
    map.put("log.cleaner.dedupe.buffer.size", "4194304");
    map.put("num.network.threads", "2");
    map.put("num.io.threads", "2");
    map.put("background.threads", "2");
    map.put("num.recovery.threads.per.data.dir", "1");
  }
}

package io.tributary.broker;

import io.tributary.party.config.KafkaConfig;
import io.tributary.party.config.KeyFiles;
import io.tributary.party.config.PrivateFolders;
import io.tributary.relay.Provisioner;
import io.tributary.relay.TopicPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A running broker in this process. */
public final class Broker implements AutoCloseable {
  private final KafkaRaftServer server;
  private final String bootstrap;

  private Broker(KafkaRaftServer server, String bootstrap) {
    this.server = server;
    this.bootstrap = bootstrap;
  }

  /**
   * Formats the storage if it is new, starts, waits until the broker answers, and applies the
   * federation's plan if the config has one.
   */
  public static Broker start(BrokerConfig config) throws IOException {
    KeyFiles.check(config.tls().keystore());
    PrivateFolders.create(config.home());
    Ports ports = Ports.of(config);
    Map<String, String> properties = BrokerProperties.of(config, ports);
    format(config.home().resolve("log"));
    KafkaRaftServer server =
        new KafkaRaftServer(new kafka.server.KafkaConfig(properties, false), Time.SYSTEM);
    Broker broker = new Broker(server, config.host() + ":" + ports.clients());
    boolean up = false;
    try {
      server.startup();
      broker.provision(config);
      up = true;
      return broker;
    } finally {
      if (!up) {
        broker.close();
      }
    }
  }

  /** Where clients connect. */
  public String bootstrap() {
    return bootstrap;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private void provision(BrokerConfig config) {
    try (Provisioner provisioner = Provisioner.connect(new KafkaConfig(bootstrap, config.tls()))) {
      provisioner.awaitReady();
      config
          .federation()
          .ifPresent(federation -> provisioner.apply(TopicPlan.of(federation.parties())));
    }
  }

  private static void format(Path log) throws IOException {
    if (Files.exists(log.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(quiet)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerProperties.NODE_ID)
          .setControllerListenerName(BrokerProperties.CONTROLLER)
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .addDirectory(log.toString())
          .setMetadataLogDirectory(log.toString())
          .run();
    } catch (Exception e) {
      throw new IOException("the broker's storage cannot be formatted", e);
    }
  }
}

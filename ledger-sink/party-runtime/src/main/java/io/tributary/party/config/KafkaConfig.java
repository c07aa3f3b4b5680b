package io.tributary.party.config;

/**
 * Where the relay is.
 *
 * @param bootstrap {@code host:port}, several separated by commas
 * @param tls the party's certificate; its common name is the party id
 */
public record KafkaConfig(String bootstrap, TlsConfig tls) {
  public KafkaConfig {
    if (!bootstrap.matches("[^\\s,:/]+:\\d{1,5}(,[^\\s,:/]+:\\d{1,5})*")) {
      throw new IllegalArgumentException("bootstrap is host:port, several separated by commas");
    }
  }
}

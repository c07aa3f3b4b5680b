package io.tributary.broker;

import io.tributary.party.config.Default;
import io.tributary.party.config.TlsConfig;
import io.tributary.protocol.id.PartyId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Config of the broker process.
 *
 * @param party the broker's own name, common name of its certificate
 * @param home folder of its data
 * @param host address to listen on and to be reached at
 * @param port 0 takes a free one at the first start and keeps it
 * @param controllerPort as {@code port}, for the broker's own metadata quorum on the loopback
 * @param admin who may provision; the only super user besides the broker itself
 * @param federation if given, topics and rights are brought to it before the broker is ready
 */
public record BrokerConfig(
    PartyId party,
    Path home,
    @Default("127.0.0.1") String host,
    @Default("0") int port,
    @Default("0") int controllerPort,
    TlsConfig tls,
    @Default("admin") PartyId admin,
    Optional<FederationConfig> federation) {
  public BrokerConfig {
    if (port < 0 || port > 65535 || controllerPort < 0 || controllerPort > 65535) {
      throw new IllegalArgumentException("a port is 0 to 65535");
    }
  }
}

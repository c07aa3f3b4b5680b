package io.tributary.party.config;

import java.nio.file.Path;

/**
 * An HTTPS listener.
 *
 * @param host address to listen on
 * @param port 0 takes a free one, which the ready line names
 * @param keystore PEM of private key and certificate chain, mode 0600
 */
public record HttpConfig(@Default("127.0.0.1") String host, @Default("0") int port, Path keystore) {
  public HttpConfig {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port is 0 to 65535");
    }
  }
}

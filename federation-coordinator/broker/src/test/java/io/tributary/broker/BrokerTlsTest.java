package io.tributary.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.party.config.TlsConfig;
import io.tributary.party.pki.PemFiles;
import io.tributary.party.pki.Pki;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who gets to send a request at all. A finished handshake says nothing: under TLS 1.3 the client is
 * done before the server has looked at its certificate.
 */
@Tag("threat-29")
final class BrokerTlsTest {
  private final Relay relay = Relay.running();

  @Test
  void request_withCertificate_isAnswered() throws Exception {
    assertEquals(1, nodes(settings()));
  }

  @Test
  void request_withoutCertificate_isRefused() {
    Map<String, Object> settings = settings();
    settings.keySet().removeIf(key -> key.startsWith("ssl.keystore"));
    assertRefused(settings);
  }

  @Test
  void request_overTls12_isRefused() {
    Map<String, Object> settings = settings();
    settings.remove(SslConfigs.SSL_CIPHER_SUITES_CONFIG);
    settings.put(SslConfigs.SSL_PROTOCOL_CONFIG, "TLSv1.2");
    settings.put(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG, "TLSv1.2");
    assertRefused(settings);
  }

  @Test
  void request_withCertificateOfAnotherAuthority_isRefused(@TempDir Path folder) {
    Pki other = Pki.openOrCreate(folder);
    Map<String, Object> settings = settings();
    settings.put(
        SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, other.issue(Relay.R1, List.of()).toString());
    assertRefused(settings);
  }

  @Test
  void rawRequest_withoutCertificate_getsNoAnswer() throws Exception {
    assertThrows(
        IOException.class, () -> rawRequest(PemFiles.clientContext(relay.pki.truststore())));
  }

  @Test
  void rawRequest_withCertificate_getsAnAnswer() throws Exception {
    TlsConfig tls = relay.tls(Relay.R1);
    assertTrue(rawRequest(PemFiles.context(tls.keystore(), tls.truststore())) > 0);
  }

  /** Sends ApiVersions v0, which any Kafka answers; returns the answer's length. */
  private int rawRequest(SSLContext context) throws IOException {
    String[] address = relay.broker.bootstrap().split(":", 2);
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(address[0], Integer.parseInt(address[1]))) {
      socket.setSoTimeout(10_000);
      socket.startHandshake();
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(10);
      out.writeShort(18);
      out.writeShort(0);
      out.writeInt(7);
      out.writeShort(-1);
      out.flush();
      return new DataInputStream(socket.getInputStream()).readInt();
    }
  }

  private void assertRefused(Map<String, Object> settings) {
    ExecutionException e = assertThrows(ExecutionException.class, () -> nodes(settings));
    assertInstanceOf(SslAuthenticationException.class, e.getCause());
  }

  private static int nodes(Map<String, Object> settings) throws Exception {
    try (Admin admin = Admin.create(settings)) {
      return admin.describeCluster().nodes().get().size();
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(relay.raw(Relay.R1));
    settings.put(AdminClientConfig.RETRIES_CONFIG, 1);
    return settings;
  }
}

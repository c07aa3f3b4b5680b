package io.tributary.coordinator;

import io.tributary.party.config.HttpConfig;
import io.tributary.party.pki.PemFiles;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** TLS 1.3 with the federation's certificate. Askers need none: what they hand in is signed. */
public final class HttpsConnector {
  private final HttpConfig config;

  public HttpsConnector(HttpConfig config) {
    this.config = config;
  }

  Connector make(Server server, HttpConfiguration defaults) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(PemFiles.keyStore(config.keystore()));
    tls.setKeyStorePassword(PemFiles.PASSWORD);
    tls.setIncludeProtocols("TLSv1.3");
    HttpConfiguration https = new HttpConfiguration(defaults);
    https.setSendServerVersion(false);
    // The name askers use may be any the operator gives it; their trust is in the certificate.
    https.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(https));
    connector.setHost(config.host());
    connector.setPort(config.port());
    return connector;
  }
}

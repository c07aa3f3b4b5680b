package io.tributary.party.pki;

import io.tributary.party.config.ConfigException;
import io.tributary.party.config.KeyFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Reads PEM bundles into what Java's TLS wants. */
public final class PemFiles {
  /** Password of the key stores made here; they never leave memory. */
  public static final String PASSWORD = "in-memory";

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private PemFiles() {}

  /** The certificates of a file, in its order. */
  public static List<X509Certificate> certificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(file, in.readNBytes(1 << 16));
    } catch (IOException e) {
      throw ConfigException.of(file, "cannot be read as certificates in PEM");
    }
  }

  /** The P-256 private key of a 0600 file. */
  public static PrivateKey privateKey(Path file) {
    byte[] bytes = KeyFiles.read(file);
    try {
      Matcher block = KEY.matcher(new String(bytes, StandardCharsets.US_ASCII));
      if (!block.find()) {
        throw ConfigException.of(file, "holds no PKCS#8 private key in PEM");
      }
      byte[] der = Base64.getMimeDecoder().decode(block.group(1));
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw ConfigException.of(file, "holds no P-256 private key");
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Key and certificate chain of a bundle, for a server or a client that shows a certificate. */
  public static KeyStore keyStore(Path bundle) {
    PrivateKey key = privateKey(bundle);
    Certificate[] chain = certificates(bundle).toArray(Certificate[]::new);
    try {
      KeyStore store = empty();
      store.setKeyEntry("key", key, PASSWORD.toCharArray(), chain);
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw ConfigException.of(bundle, "holds a key and certificates that do not belong together");
    }
  }

  /** The authorities to trust. */
  public static KeyStore trustStore(Path file) {
    try {
      KeyStore store = empty();
      int i = 0;
      for (X509Certificate certificate : certificates(file)) {
        store.setCertificateEntry("ca-" + i++, certificate);
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw ConfigException.of(file, "holds certificates that cannot be used");
    }
  }

  /** TLS for a client that trusts the federation's authority alone and shows no certificate. */
  public static SSLContext clientContext(Path truststore) {
    return context(null, truststore);
  }

  /** TLS for a server, or for a client that shows its certificate. */
  public static SSLContext context(Path keystore, Path truststore) {
    try {
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(keystore == null ? null : keyStore(keystore), PASSWORD.toCharArray());
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trustStore(truststore));
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw ConfigException.of(truststore, "cannot be used for TLS");
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<X509Certificate> parse(Path file, byte[] pem) {
    // In a bundle the private key comes first.
    String text = new String(pem, StandardCharsets.US_ASCII);
    int at = text.indexOf("-----BEGIN CERTIFICATE-----");
    if (at < 0) {
      throw ConfigException.of(file, "holds no certificate in PEM");
    }
    byte[] certificates = text.substring(at).getBytes(StandardCharsets.US_ASCII);
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(certificates))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (GeneralSecurityException e) {
      throw ConfigException.of(file, "holds a certificate that does not parse");
    }
  }
}

package io.tributary.party.pki;

import io.tributary.party.config.ConfigException;
import io.tributary.party.config.KeyFiles;
import io.tributary.protocol.id.PartyId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/**
 * A small certificate authority in a folder: {@code ca.pem} (to hand out), {@code ca.key.pem} (mode
 * 0600), and for each party {@code <id>.pem} (mode 0600): private key, certificate and authority in
 * one file, as Kafka reads it. Keys are P-256; the common name is the party id and nothing else is
 * in the subject, since Kafka's rule turns exactly that into the principal.
 */
public final class Pki {
  private static final String AUTHORITY = "ca";

  private final Path folder;
  private final X509Certificate authority;
  private final PrivateKey authorityKey;

  private Pki(Path folder, X509Certificate authority, PrivateKey authorityKey) {
    this.folder = folder;
    this.authority = authority;
    this.authorityKey = authorityKey;
  }

  /** Opens the authority in the folder, or makes one. */
  public static Pki openOrCreate(Path folder) {
    Path bundle = folder.resolve("ca.key.pem");
    if (!Files.exists(bundle)) {
      KeyPair pair = Certificates.keys();
      writeSecret(bundle, Pem.of(pair.getPrivate()) + Pem.of(Certificates.authority(pair)));
    }
    X509Certificate certificate = PemFiles.certificates(bundle).get(0);
    // Derived from the one file that holds both, so that they can never disagree.
    Pem.writePublic(folder.resolve("ca.pem"), Pem.of(certificate));
    return new Pki(folder, certificate, PemFiles.privateKey(bundle));
  }

  /** The file with the authority's certificate: everyone's truststore. */
  public Path truststore() {
    return folder.resolve("ca.pem");
  }

  /** Where a party's bundle is, or will be. */
  public Path keystore(PartyId party) {
    return folder.resolve(party + ".pem");
  }

  /**
   * Makes the party's bundle unless it is there.
   *
   * @param hosts names and addresses under which others reach the party, beyond {@code localhost},
   *     {@code 127.0.0.1} and {@code ::1}
   * @return the bundle, usable as keystore
   */
  public Path issue(PartyId party, List<String> hosts) {
    if (party.name().equals(AUTHORITY)) {
      throw new IllegalArgumentException("a party cannot be called " + AUTHORITY);
    }
    Path bundle = keystore(party);
    if (!Files.exists(bundle)) {
      KeyPair pair = Certificates.keys();
      X509Certificate certificate =
          Certificates.party(party, hosts, pair.getPublic(), authority, authorityKey);
      writeSecret(bundle, Pem.of(pair.getPrivate()) + Pem.of(certificate) + Pem.of(authority));
    }
    return bundle;
  }

  private static void writeSecret(Path file, String pem) {
    byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
    try {
      KeyFiles.create(file, bytes);
    } catch (ConfigException e) {
      // Two that provision at once: the first one's stands.
      KeyFiles.check(file);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}

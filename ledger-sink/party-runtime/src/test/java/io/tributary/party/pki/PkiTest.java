package io.tributary.party.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.party.config.ConfigException;
import io.tributary.protocol.id.PartyId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PkiTest {
  private static final PartyId N1 = new PartyId("n1");

  @TempDir Path temp;

  @Test
  void issue_forParty_isSignedByTheAuthorityUnderItsName() throws Exception {
    Pki pki = Pki.openOrCreate(temp);
    List<X509Certificate> chain =
        PemFiles.certificates(pki.issue(N1, List.of("n1.example", "10.0.0.7")));
    X509Certificate authority = PemFiles.certificates(pki.truststore()).get(0);
    assertEquals("CN=n1", chain.get(0).getSubjectX500Principal().getName());
    chain.get(0).verify(authority.getPublicKey());
    assertEquals(authority, chain.get(1));
    assertEquals(-1, chain.get(0).getBasicConstraints());
    assertEquals(0, authority.getBasicConstraints());
    List<String> names =
        chain.get(0).getSubjectAlternativeNames().stream().map(n -> n.get(1).toString()).toList();
    assertTrue(
        names.containsAll(List.of("localhost", "127.0.0.1", "n1.example", "10.0.0.7")),
        names.toString());
  }

  @Test
  void issue_twice_keepsTheFirst() throws Exception {
    byte[] first = Files.readAllBytes(Pki.openOrCreate(temp).issue(N1, List.of()));
    assertArrayEquals(first, Files.readAllBytes(Pki.openOrCreate(temp).issue(N1, List.of())));
  }

  @Test
  void openOrCreate_again_isTheSameAuthority() {
    List<X509Certificate> first = PemFiles.certificates(Pki.openOrCreate(temp).truststore());
    assertEquals(first, PemFiles.certificates(Pki.openOrCreate(temp).truststore()));
  }

  @Test
  void files_withKeys_areForTheOwnerAlone() throws Exception {
    Path bundle = Pki.openOrCreate(temp).issue(N1, List.of());
    for (Path file : List.of(bundle, temp.resolve("ca.key.pem"))) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void keyStore_ofBundleOpenToOthers_isRefused() throws Exception {
    Path bundle = Pki.openOrCreate(temp).issue(N1, List.of());
    Files.setPosixFilePermissions(bundle, PosixFilePermissions.fromString("rw-r--r--"));
    assertThrows(ConfigException.class, () -> PemFiles.keyStore(bundle));
  }

  @Test
  void issue_underTheAuthoritysName_isRefused() {
    Pki pki = Pki.openOrCreate(temp);
    assertThrows(IllegalArgumentException.class, () -> pki.issue(new PartyId("ca"), List.of()));
  }
}

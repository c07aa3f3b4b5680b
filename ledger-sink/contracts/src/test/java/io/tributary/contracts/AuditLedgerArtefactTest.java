package io.tributary.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AuditLedgerArtefactTest {
  private static final int LARGEST_CODE = 24_576;

  @Test
  void artefact_sourcesUnchanged_isNotStale() throws Exception {
    assertEquals(
        digests("src"),
        new TreeMap<>(AuditLedgerArtefact.load().sourceDigests()),
        "the sources changed: run 'npm ci && npm run build' in ledger-sink/contracts");
  }

  @Test
  void probeArtefact_sourcesUnchanged_isNotStale() throws Exception {
    Map<String, String> expected = digests("src");
    expected.putAll(digests("test"));
    try (InputStream in = AuditLedgerArtefact.class.getResourceAsStream("DigestProbe.json")) {
      assertEquals(expected, new TreeMap<>(AuditLedgerArtefact.read(in).sourceDigests()));
    }
  }

  @Test
  void artefact_creationCode_fitsIntoAContract() {
    String code = AuditLedgerArtefact.load().bytecode();
    assertTrue(code.matches("0x([0-9a-f]{2})+"), "linked hex");
    assertTrue(code.length() / 2 < LARGEST_CODE, "EIP-170");
  }

  @Test
  void artefact_externalFunctions_coverTheStatementsOfTheProtocol() {
    List<String> functions =
        AuditLedgerArtefact.load().abi().findParents("stateMutability").stream()
            .map(f -> f.path("name").asText())
            .toList();
    assertTrue(
        functions.containsAll(
            List.of("openRun", "vetJob", "close", "complete", "recordReceipt", "abort", "expire")));
  }

  private static Map<String, String> digests(String folder)
      throws IOException, GeneralSecurityException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of("solidity", folder))) {
      for (Path file : files.toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        digests.put(folder + "/" + file.getFileName(), HexFormat.of().formatHex(digest));
      }
    }
    return digests;
  }
}

package io.tributary.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A compiled contract.
 *
 * @param abi the contract's JSON interface description
 * @param bytecode creation code, {@code 0x} and hex; constructor arguments follow it
 * @param sourceDigests SHA-256 (hex) of each source by path below {@code solidity}
 */
public record AuditLedgerArtefact(
    JsonNode abi, String bytecode, Map<String, String> sourceDigests) {
  private static final String RESOURCE = "AuditLedger.json";

  public AuditLedgerArtefact {
    sourceDigests = Map.copyOf(sourceDigests);
  }

  /** The artefact committed with this module. */
  public static AuditLedgerArtefact load() {
    try (InputStream in = AuditLedgerArtefact.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            RESOURCE + " is not on the class path: run 'npm ci && npm run build' in contracts");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  /** Reads an artefact as {@code scripts/build.js} writes it. */
  public static AuditLedgerArtefact read(InputStream in) throws IOException {
    JsonNode root = new ObjectMapper().readTree(in);
    Map<String, String> digests = new TreeMap<>();
    root.required("sources")
        .properties()
        .forEach(e -> digests.put(e.getKey(), e.getValue().asText()));
    return new AuditLedgerArtefact(
        root.required("abi"), root.required("bytecode").asText(), digests);
  }
}

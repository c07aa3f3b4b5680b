package io.tributary.ledger.abi;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.contracts.AuditLedgerArtefact;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls, answers, events and errors of a contract, by name. Function names are not overloaded. */
public final class ContractAbi {
  private static final int SELECTOR_BYTES = 4;
  private static final ContractAbi AUDIT_LEDGER = of(AuditLedgerArtefact.load().abi());

  private final Map<String, Entry> functions = new HashMap<>();
  private final Map<String, Entry> errors = new HashMap<>();
  private final Map<Digest, Entry> events = new HashMap<>();

  private ContractAbi() {}

  /** An error or event with its decoded arguments, in the order of the declaration. */
  public record Decoded(String name, List<?> arguments) {}

  private record Entry(
      String name, byte[] hash, AbiType inputs, AbiType outputs, List<Boolean> indexed) {
    byte[] selector() {
      return Arrays.copyOf(hash, SELECTOR_BYTES);
    }
  }

  /** The audit contract's. */
  public static ContractAbi auditLedger() {
    return AUDIT_LEDGER;
  }

  /** Reads a JSON interface description. */
  public static ContractAbi of(JsonNode abi) {
    ContractAbi contract = new ContractAbi();
    for (JsonNode item : abi) {
      Entry entry = entry(item);
      switch (item.required("type").asText()) {
        case "function" -> contract.functions.put(entry.name(), entry);
        case "error" -> contract.errors.put(HexFormat.of().formatHex(entry.selector()), entry);
        case "event" -> contract.events.put(Digest.of(entry.hash()), entry);
        default -> {
          // The constructor needs no name.
        }
      }
    }
    return contract;
  }

  /** Call data of a function. */
  public byte[] call(String function, Object... arguments) {
    Entry entry = function(function);
    byte[] values = AbiWriter.write(entry.inputs(), Arrays.asList(arguments));
    byte[] data = Arrays.copyOf(entry.selector(), SELECTOR_BYTES + values.length);
    System.arraycopy(values, 0, data, SELECTOR_BYTES, values.length);
    return data;
  }

  /** What a function returned. */
  public List<?> result(String function, byte[] data) {
    return AbiReader.read(function(function).outputs(), data);
  }

  /** Reads an error's data; empty if the contract declares no such error. */
  public Optional<Decoded> error(byte[] data) {
    if (data.length < SELECTOR_BYTES) {
      return Optional.empty();
    }
    Entry entry = errors.get(HexFormat.of().formatHex(data, 0, SELECTOR_BYTES));
    if (entry == null) {
      return Optional.empty();
    }
    byte[] arguments = Arrays.copyOfRange(data, SELECTOR_BYTES, data.length);
    return Optional.of(new Decoded(entry.name(), AbiReader.read(entry.inputs(), arguments)));
  }

  /**
   * Reads a log; empty if the contract declares no such event.
   *
   * @throws AbiException if topics or data do not fit the event
   */
  public Optional<Decoded> event(List<Digest> topics, byte[] data) {
    Entry entry = topics.isEmpty() ? null : events.get(topics.get(0));
    if (entry == null) {
      return Optional.empty();
    }
    long indexed = entry.indexed().stream().filter(i -> i).count();
    if (topics.size() != 1 + indexed) {
      throw new AbiException(entry.name() + " has " + topics.size() + " topics");
    }
    List<AbiType> inData = new ArrayList<>();
    for (int i = 0; i < entry.indexed().size(); i++) {
      if (!entry.indexed().get(i)) {
        inData.add(entry.inputs().members().get(i));
      }
    }
    List<?> values = AbiReader.read(new AbiType("", null, inData), data);
    List<Object> arguments = new ArrayList<>();
    int topic = 1;
    int value = 0;
    for (boolean isIndexed : entry.indexed()) {
      // All indexed arguments of the audit contract are bytes32.
      arguments.add(isIndexed ? topics.get(topic++) : values.get(value++));
    }
    return Optional.of(new Decoded(entry.name(), List.copyOf(arguments)));
  }

  /** Encodes a number as an argument of a constructor. */
  public static byte[] uint(BigInteger value) {
    return AbiWriter.write(new AbiType("uint256", null, List.of()), value);
  }

  private Entry function(String name) {
    Entry entry = functions.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("the contract has no function " + name);
    }
    return entry;
  }

  private static Entry entry(JsonNode item) {
    String name = item.path("name").asText();
    AbiType inputs = AbiType.tuple(item.path("inputs"));
    List<Boolean> indexed = new ArrayList<>();
    item.path("inputs").forEach(p -> indexed.add(p.path("indexed").asBoolean()));
    byte[] signature = (name + inputs.canonical()).getBytes(StandardCharsets.US_ASCII);
    return new Entry(
        name,
        Digests.keccak256(signature).bytes(),
        inputs,
        AbiType.tuple(item.path("outputs")),
        List.copyOf(indexed));
  }
}

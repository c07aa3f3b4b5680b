package io.tributary.ledger.abi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A Solidity type.
 *
 * @param name canonical name of an elementary type; empty for tuples and arrays
 * @param element of a dynamic array, else null
 * @param members of a tuple, else empty
 */
record AbiType(String name, AbiType element, List<AbiType> members) {
  private static final String ARRAY = "[]";

  AbiType {
    members = List.copyOf(members);
  }

  /** Reads a parameter of the JSON interface. */
  static AbiType of(JsonNode parameter) {
    return of(parameter.required("type").asText(), parameter);
  }

  private static AbiType of(String type, JsonNode parameter) {
    if (type.endsWith(ARRAY)) {
      String inner = type.substring(0, type.length() - ARRAY.length());
      return new AbiType("", of(inner, parameter), List.of());
    }
    if (type.equals("tuple")) {
      return tuple(parameter.required("components"));
    }
    return new AbiType(type, null, List.of());
  }

  /** The tuple of a parameter list. */
  static AbiType tuple(JsonNode parameters) {
    List<AbiType> members = new ArrayList<>();
    parameters.forEach(p -> members.add(of(p)));
    return new AbiType("", null, members);
  }

  boolean isArray() {
    return element != null;
  }

  boolean isTuple() {
    return element == null && name.isEmpty();
  }

  boolean isDynamic() {
    return isArray()
        || name.equals("bytes")
        || name.equals("string")
        || members.stream().anyMatch(AbiType::isDynamic);
  }

  /** Bytes this type takes in the head of its enclosing tuple. */
  int headBytes() {
    if (isDynamic() || !isTuple()) {
      return AbiReader.WORD;
    }
    return members.stream().mapToInt(AbiType::headBytes).sum();
  }

  /** The name as signatures have it. */
  String canonical() {
    if (isArray()) {
      return element.canonical() + ARRAY;
    }
    if (!isTuple()) {
      return name;
    }
    return "(" + String.join(",", members.stream().map(AbiType::canonical).toList()) + ")";
  }
}

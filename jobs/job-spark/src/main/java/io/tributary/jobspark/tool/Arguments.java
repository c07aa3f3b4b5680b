package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The arguments of one step; unknown keys are refused. */
final class Arguments {
  private final JsonNode node;

  Arguments(JsonNode node, Set<String> known) {
    this.node = node;
    Iterator<String> names = node.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!known.contains(name)) {
        throw ToolException.usage("unknown argument '" + name + "'; known are " + known);
      }
    }
  }

  String text(String name) {
    return optional(name).orElseThrow(() -> ToolException.usage("'" + name + "' is missing"));
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(node.get(name)).filter(n -> !n.isNull()).map(JsonNode::asText);
  }

  JsonNode node(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw ToolException.usage("'" + name + "' is missing");
    }
    return value;
  }

  Path path(String name) {
    return Path.of(text(name));
  }

  int integer(String name, int otherwise) {
    JsonNode value = node.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.canConvertToInt() || value.intValue() < 1) {
      throw ToolException.usage("'" + name + "' must be a whole number from 1");
    }
    return value.intValue();
  }

  double number(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isNumber() || value.doubleValue() <= 0) {
      throw ToolException.usage("'" + name + "' must be a number above 0");
    }
    return value.doubleValue();
  }

  boolean flag(String name) {
    return node.path(name).asBoolean(false);
  }

  List<Path> paths(String name) {
    List<Path> paths = new ArrayList<>();
    list(name).forEach(n -> paths.add(Path.of(n.asText())));
    return paths;
  }

  List<JsonNode> list(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isArray()) {
      throw ToolException.usage("'" + name + "' must be a list");
    }
    List<JsonNode> items = new ArrayList<>();
    value.forEach(items::add);
    return items;
  }

  Map<String, String> map(String name) {
    Map<String, String> map = new TreeMap<>();
    JsonNode value = node.path(name);
    value.properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }
}

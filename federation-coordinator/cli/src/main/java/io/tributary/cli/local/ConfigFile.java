package io.tributary.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.tributary.cli.error.Failures;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A party's config, made from the sample in {@code conf/}: only keys that the sample has can be
 * set, so that samples and the launcher cannot drift apart.
 */
final class ConfigFile {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

  private final Path sample;
  private final ObjectNode root;

  private ConfigFile(Path sample, ObjectNode root) {
    this.sample = sample;
    this.root = root;
  }

  static ConfigFile from(Path sample) {
    try {
      return new ConfigFile(sample, (ObjectNode) YAML.readTree(sample.toFile()));
    } catch (IOException | ClassCastException e) {
      throw HomeErrors.badFile(sample, Failures.reason(e));
    }
  }

  /** A config that has no sample: strings, numbers and maps of them. */
  static ConfigFile of(Map<String, Object> config) {
    return new ConfigFile(Path.of("none"), YAML.valueToTree(config));
  }

  /** Sets the key at a dotted path to anything Jackson can write. */
  ConfigFile set(String path, Object value) {
    String[] keys = path.split("\\.", -1);
    ObjectNode at = root;
    for (int i = 0; i < keys.length - 1; i++) {
      JsonNode child = at.path(keys[i]);
      if (!(child instanceof ObjectNode object)) {
        throw missing(path);
      }
      at = object;
    }
    String last = keys[keys.length - 1];
    if (!at.has(last)) {
      throw missing(path);
    }
    at.set(last, YAML.valueToTree(value instanceof Path file ? file.toString() : value));
    return this;
  }

  /** Leaves a key out that the sample shows. */
  ConfigFile without(String key) {
    root.remove(key);
    return this;
  }

  void write(Path file) {
    try {
      Home.make(file.getParent());
      Files.writeString(file, YAML.writeValueAsString(root));
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(file, e);
    }
  }

  private RuntimeException missing(String path) {
    return HomeErrors.badFile(sample, "it has no key " + path);
  }
}

package io.tributary.protocol.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.job.DefinitionReading.Place;
import java.util.List;
import java.util.Map;

/**
 * A value of a YAML document and where it is.
 *
 * @param json the value
 * @param place where the value begins
 * @param key where its key begins; where the value begins if it has none
 * @param members the values of a mapping
 * @param items the values of a list
 */
record YamlNode(
    JsonNode json, Place place, Place key, Map<String, YamlNode> members, List<YamlNode> items) {

  /** Where a person looks for it: a block on the lines below its key is at the key. */
  Place shown() {
    return json.isObject() || place.line() != key.line() ? key : place;
  }
}

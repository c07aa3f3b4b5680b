package io.tributary.party.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.PartyId;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Binds a YAML tree to records and containers, collecting problems; null stands for a problem. */
final class RecordBinder {
  private final ScalarBinder scalars;
  private final List<String> problems;

  RecordBinder(Path base, List<String> problems) {
    this.scalars = new ScalarBinder(base, problems);
    this.problems = problems;
  }

  Object bind(Type type, JsonNode node, String path) {
    if (type instanceof ParameterizedType generic) {
      return container(generic, node, path);
    }
    Class<?> plain = (Class<?>) type;
    // Some records stand for one word.
    boolean scalar = !plain.isRecord() || plain == PartyId.class || plain == Address.class;
    return scalar ? scalars.bind(plain, node, path) : record(plain, node, path);
  }

  private Object container(ParameterizedType type, JsonNode node, String path) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return Optional.ofNullable(bind(arguments[0], node, path));
    }
    if (type.getRawType() == List.class) {
      return list(arguments[0], node, path);
    }
    if (type.getRawType() == Map.class) {
      return map(arguments[1], node, path);
    }
    throw new IllegalStateException("no config type: " + type);
  }

  private Object list(Type element, JsonNode node, String path) {
    if (!node.isArray()) {
      return wrong(path, "a list", node);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      Object value = bind(element, node.get(i), path + "[" + i + "]");
      if (value != null) {
        values.add(value);
      }
    }
    return List.copyOf(values);
  }

  private Object map(Type element, JsonNode node, String path) {
    if (!node.isObject()) {
      return wrong(path, "a map of keys and values", node);
    }
    Map<String, Object> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> e : node.properties()) {
      // Free keys (as in Spark's conf): a number or a boolean there is as good as its text.
      boolean text = element == String.class && e.getValue().isValueNode();
      JsonNode given = text ? TextNode.valueOf(e.getValue().asText()) : e.getValue();
      Object value = bind(element, given, path + "." + e.getKey());
      if (value != null) {
        values.put(e.getKey(), value);
      }
    }
    return Map.copyOf(values);
  }

  private Object record(Class<?> type, JsonNode node, String path) {
    if (!node.isObject()) {
      return wrong(path.isEmpty() ? "the file" : path, "a map of keys and values", node);
    }
    RecordComponent[] components = type.getRecordComponents();
    List<String> known = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        problems.add(join(path, name) + ": unknown key" + Suggestion.of(name, known));
      }
    }
    int before = problems.size();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = component(components[i], node, path);
    }
    return problems.size() > before ? null : construct(type, components, values, path);
  }

  private Object component(RecordComponent component, JsonNode parent, String path) {
    String key = join(path, component.getName());
    JsonNode node = parent.get(component.getName());
    boolean empty = node != null && (node.isNull() || node.equals(TextNode.valueOf("")));
    boolean absent = node == null || empty;
    if (!absent) {
      return bind(component.getGenericType(), node, key);
    }
    if (component.getType() == Optional.class) {
      return Optional.empty();
    }
    Default value = component.getAnnotation(Default.class);
    if (value != null) {
      return bind(component.getGenericType(), scalars.yaml(value.value()), key);
    }
    problems.add(key + ": " + (node == null ? "this key is missing" : "this key has no value"));
    return null;
  }

  private Object construct(Class<?> type, RecordComponent[] parts, Object[] values, String path) {
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      // Config records check themselves with messages that hold no values.
      if (e.getCause() instanceof IllegalArgumentException bad) {
        problems.add((path.isEmpty() ? "" : path + ": ") + bad.getMessage());
        return null;
      }
      throw new IllegalStateException("cannot construct " + type.getName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot construct " + type.getName(), e);
    }
  }

  private Object wrong(String path, String expected, JsonNode node) {
    problems.add(ScalarBinder.wrongType(path, expected, node));
    return null;
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}

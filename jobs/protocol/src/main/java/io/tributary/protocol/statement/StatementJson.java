package io.tributary.protocol.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements as JSON (PROTOCOL 4.3): exactly the EIP-712 members; party ids as names, {@code
 * bytes32} as hex, numbers as integers.
 */
public final class StatementJson {
  private StatementJson() {}

  /** An empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ObjectNode write(Statement statement) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    for (StatementTypes.Member member : StatementTypes.of(statement.getClass()).members()) {
      out.set(member.name(), member(member.of(statement)));
    }
    return out;
  }

  /** {@code {"signature":…,"statement":…}}. */
  public static ObjectNode writeSigned(Signed<?> signed) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("signature", signed.signature().hex());
    out.set("statement", write(signed.statement()));
    return out;
  }

  /**
   * Reads {@link #writeSigned}; other members are the caller's business.
   *
   * @throws ProtocolException MALFORMED as {@link #read}, or if the signature has not its form
   */
  public static <T extends Statement> Signed<T> readSigned(Class<T> kind, JsonNode json) {
    T statement = read(kind, json.path("statement"));
    try {
      return new Signed<>(statement, new Signature(text(json.path("signature"))));
    } catch (IllegalArgumentException e) {
      throw ProtocolErrors.malformed("statement " + kind.getSimpleName(), "its signature");
    }
  }

  /**
   * Reads one kind of statement.
   *
   * @throws ProtocolException MALFORMED on a missing, unknown or wrongly typed member, or a value
   *     out of range
   */
  public static <T extends Statement> T read(Class<T> kind, JsonNode json) {
    List<StatementTypes.Member> members = StatementTypes.of(kind).members();
    String what = "statement " + kind.getSimpleName();
    if (!json.isObject() || json.size() != members.size()) {
      throw ProtocolErrors.malformed(what, "it has not exactly the members of its type");
    }
    Class<?>[] types = new Class<?>[members.size()];
    Object[] values = new Object[members.size()];
    for (int i = 0; i < values.length; i++) {
      StatementTypes.Member member = members.get(i);
      types[i] = member.component().getType();
      try {
        values[i] = member(types[i], json.path(member.name()));
      } catch (IllegalArgumentException e) {
        throw ProtocolErrors.malformed(what, "member " + member.name());
      }
    }
    try {
      return kind.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException why) {
        throw ProtocolErrors.malformed(what, String.valueOf(why.getMessage()));
      }
      throw new IllegalStateException("cannot make " + what, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + what, e);
    }
  }

  private static JsonNode member(Object value) {
    if (value instanceof List<?> list) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      list.forEach(element -> array.add(member(element)));
      return array;
    } else if (value instanceof Number number) {
      return JsonNodeFactory.instance.numberNode(number.longValue());
    }
    return JsonNodeFactory.instance.textNode(value.toString());
  }

  private static Object member(Class<?> type, JsonNode json) {
    if (type == PartyId.class) {
      return new PartyId(text(json));
    } else if (type == Digest.class) {
      return new Digest(text(json));
    } else if (type == RunId.class) {
      return RunId.parse(text(json));
    } else if (type == List.class) {
      return parties(json);
    } else if (type == int.class && json.isIntegralNumber() && json.canConvertToInt()) {
      return json.intValue();
    } else if (type == long.class && json.isIntegralNumber() && json.canConvertToLong()) {
      return json.longValue();
    }
    throw new IllegalArgumentException("wrong JSON type");
  }

  private static List<PartyId> parties(JsonNode json) {
    if (!json.isArray()) {
      throw new IllegalArgumentException("not an array");
    }
    List<PartyId> parties = new ArrayList<>();
    json.forEach(element -> parties.add(new PartyId(text(element))));
    return parties;
  }

  private static String text(JsonNode json) {
    if (!json.isTextual()) {
      throw new IllegalArgumentException("not a string");
    }
    return json.textValue();
  }
}

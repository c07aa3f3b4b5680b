package io.tributary.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import io.tributary.protocol.statement.StatementJson;
import io.tributary.protocol.statement.SumRoot;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Evidence against a node as JSON (PROTOCOL 7.2). */
public final class EvidenceJson {
  private EvidenceJson() {}

  public static ObjectNode write(OpeningEvidence evidence) {
    ObjectNode json = StatementJson.object();
    json.put("block", evidence.block());
    json.put("blocks", evidence.blocks());
    json.set("completion", StatementJson.writeSigned(evidence.completion()));
    json.put("leaf", Base64.getEncoder().encodeToString(evidence.leaf()));
    path(json.putArray("leafPath"), evidence.leafPath());
    json.put("product", Base64.getEncoder().encodeToString(evidence.product()));
    path(json.putArray("productPath"), evidence.productPath());
    json.set("sums", StatementJson.writeSigned(evidence.sums()));
    return json;
  }

  /**
   * Reads {@link #write}.
   *
   * @throws io.tributary.protocol.error.ProtocolException MALFORMED
   */
  public static OpeningEvidence read(JsonNode json) {
    Fields.exactly(
        json,
        "block",
        "blocks",
        "completion",
        "leaf",
        "leafPath",
        "product",
        "productPath",
        "sums");
    return new OpeningEvidence(
        signed(SumRoot.class, json.path("sums")),
        signed(Completion.class, json.path("completion")),
        number(json, "block"),
        number(json, "blocks"),
        Fields.base64(json, "leaf"),
        path(json, "leafPath"),
        Fields.base64(json, "product"),
        path(json, "productPath"));
  }

  private static <T extends Statement> Signed<T> signed(Class<T> kind, JsonNode json) {
    Fields.exactly(json, "signature", "statement");
    return StatementJson.readSigned(kind, json);
  }

  private static int number(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw ProtocolErrors.malformed("message", "member " + name + " is not a number of blocks");
    }
    return value.intValue();
  }

  private static void path(ArrayNode out, List<Digest> path) {
    path.stream().map(Digest::hex).forEach(out::add);
  }

  private static List<Digest> path(JsonNode json, String name) {
    List<Digest> path = new ArrayList<>();
    for (JsonNode node : Fields.array(json, name, OpeningEvidence.LONGEST_PATH)) {
      path.add(Fields.parse(name, () -> new Digest(node.textValue())));
    }
    return path;
  }
}

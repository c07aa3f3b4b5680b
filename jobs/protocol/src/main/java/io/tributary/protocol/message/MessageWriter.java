package io.tributary.protocol.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.StatementJson;
import java.util.Base64;

/** Messages to JSON. */
final class MessageWriter {
  private MessageWriter() {}

  static ObjectNode toJson(Message message) {
    if (message instanceof AbortMessage m) {
      return signed("abort", m.signed());
    } else if (message instanceof AcceptanceMessage m) {
      return signed("acceptance", m.signed());
    } else if (message instanceof CheckedMessage m) {
      return withSet(signed("checked", m.signed()), m.set());
    } else if (message instanceof ComplaintMessage m) {
      return signed("complaint", m.signed());
    } else if (message instanceof CompletionMessage m) {
      return signed("completion", m.signed()).put("products", base64(m.products()));
    } else if (message instanceof ContributionMessage m) {
      return contribution(m);
    } else if (message instanceof EvidenceMessage m) {
      return EvidenceJson.write(m.evidence()).put("kind", "evidence");
    } else if (message instanceof OutputMessage m) {
      return output(m);
    } else if (message instanceof ProposalMessage m) {
      return withSet(signed("proposal", m.signed()), m.set());
    } else if (message instanceof ReceiptMessage m) {
      return signed("receipt", m.signed());
    } else if (message instanceof RefusalMessage m) {
      return signed("refusal", m.signed());
    }
    return dispatch((RunDispatch) message);
  }

  private static ObjectNode signed(String kind, Signed<?> signed) {
    return StatementJson.writeSigned(signed).put("kind", kind);
  }

  private static ObjectNode withSet(ObjectNode json, InclusionSet set) {
    ObjectNode members = json.putObject("members");
    set.members().forEach((repository, digest) -> members.put(repository.name(), digest.hex()));
    return json;
  }

  private static ObjectNode contribution(ContributionMessage message) {
    ObjectNode json = signed("contribution", message.signed());
    json.put("commitments", base64(message.commitments()));
    ArrayNode sealed = json.putArray("sealed");
    message.sealed().stream().map(Digest::hex).forEach(sealed::add);
    return json;
  }

  private static ObjectNode output(OutputMessage message) {
    return StatementJson.object()
        .put("kind", "output")
        .put("run", message.run().toString())
        .put("node", message.node().name())
        .put("sealed", base64(message.sealed()));
  }

  private static ObjectNode dispatch(RunDispatch message) {
    ObjectNode json = StatementJson.object().put("kind", "dispatch");
    json.set("request", StatementJson.write(message.request().statement()));
    json.put("signature", message.request().signature().hex());
    ObjectNode job = json.putObject("job");
    message.job().forEach((path, bytes) -> job.put(path, base64(bytes)));
    ArrayNode approvals = json.putArray("approvals");
    message.approvals().forEach(a -> approvals.add(StatementJson.writeSigned(a)));
    json.set("parameters", message.parameters().toJson());
    return json;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}

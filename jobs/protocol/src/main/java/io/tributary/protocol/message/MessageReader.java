package io.tributary.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Proposal;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signature;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import io.tributary.protocol.statement.StatementJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * JSON to messages: exactly the members of the kind, and content that agrees with its statement.
 */
final class MessageReader {
  private static final int MAX_FILES = 64;
  private static final int MAX_LIST = 1024;
  private static final String NAME = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}";
  private static final Pattern PATH = Pattern.compile(NAME + "(?:/" + NAME + "){0,3}");

  private MessageReader() {}

  static <T extends Statement> Signed<T> statement(Class<T> kind, ObjectNode json) {
    Fields.exactly(json, "kind", "signature", "statement");
    return StatementJson.readSigned(kind, json);
  }

  static CheckedMessage checked(ObjectNode json) {
    Fields.exactly(json, "kind", "members", "signature", "statement");
    Signed<Checked> signed = StatementJson.readSigned(Checked.class, json);
    Checked said = signed.statement();
    return new CheckedMessage(signed, set(json, said.inclusionRoot(), said.contributors()));
  }

  static ProposalMessage proposal(ObjectNode json) {
    Fields.exactly(json, "kind", "members", "signature", "statement");
    Signed<Proposal> signed = StatementJson.readSigned(Proposal.class, json);
    Proposal said = signed.statement();
    return new ProposalMessage(signed, set(json, said.inclusionRoot(), said.contributors()));
  }

  static CompletionMessage completion(ObjectNode json) {
    Fields.exactly(json, "kind", "products", "signature", "statement");
    Signed<Completion> signed = StatementJson.readSigned(Completion.class, json);
    byte[] products = Fields.base64(json, "products");
    Digest root = Fields.parse("products", () -> CompletionMessage.productRoot(products));
    expect(root.equals(signed.statement().productRoot()), "products");
    return new CompletionMessage(signed, products);
  }

  static ContributionMessage contribution(ObjectNode json) {
    Fields.exactly(json, "commitments", "kind", "sealed", "signature", "statement");
    Signed<Contribution> signed = StatementJson.readSigned(Contribution.class, json);
    List<Digest> sealed = new ArrayList<>();
    for (JsonNode digest : Fields.array(json, "sealed", MAX_LIST)) {
      sealed.add(Fields.parse("sealed", () -> new Digest(digest.textValue())));
    }
    return new ContributionMessage(signed, Fields.base64(json, "commitments"), sealed);
  }

  static EvidenceMessage evidence(ObjectNode json) {
    ObjectNode evidence = json.deepCopy();
    evidence.remove("kind");
    return new EvidenceMessage(EvidenceJson.read(evidence));
  }

  static OutputMessage output(ObjectNode json) {
    Fields.exactly(json, "kind", "node", "run", "sealed");
    return new OutputMessage(
        Fields.parse("run", () -> RunId.parse(Fields.text(json, "run"))),
        Fields.parse("node", () -> new PartyId(Fields.text(json, "node"))),
        Fields.base64(json, "sealed"));
  }

  static RunDispatch dispatch(ObjectNode json) {
    Fields.exactly(json, "approvals", "job", "kind", "parameters", "request", "signature");
    RunRequest request = StatementJson.read(RunRequest.class, json.path("request"));
    Signature signature =
        Fields.parse("signature", () -> new Signature(Fields.text(json, "signature")));
    List<Signed<Approval>> approvals = new ArrayList<>();
    for (JsonNode approval : Fields.array(json, "approvals", MAX_LIST)) {
      Fields.exactly(approval, "signature", "statement");
      approvals.add(StatementJson.readSigned(Approval.class, approval));
    }
    return new RunDispatch(
        new Signed<>(request, signature),
        files(json),
        approvals,
        Parameters.fromJson(json.path("parameters")));
  }

  private static SortedMap<String, byte[]> files(ObjectNode json) {
    JsonNode job = Fields.object(json, "job", MAX_FILES);
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, JsonNode> file : job.properties()) {
      if (!PATH.matcher(file.getKey()).matches()) {
        throw ProtocolErrors.malformed("message", "a path in job");
      }
      files.put(file.getKey(), Fields.base64(job, file.getKey()));
    }
    return files;
  }

  private static InclusionSet set(ObjectNode json, Digest root, int size) {
    SortedMap<PartyId, Digest> members = new TreeMap<>();
    for (Map.Entry<String, JsonNode> m : Fields.object(json, "members", MAX_LIST).properties()) {
      members.put(
          Fields.parse("members", () -> new PartyId(m.getKey())),
          Fields.parse("members", () -> new Digest(m.getValue().textValue())));
    }
    InclusionSet set = InclusionSet.of(members);
    expect(set.size() > 0 && set.size() == size && set.root().equals(root), "members");
    return set;
  }

  private static void expect(boolean agrees, String member) {
    if (!agrees) {
      throw ProtocolErrors.of(
          Code.DIGEST,
          "message: " + member + " do not have the root that its statement signs",
          "It is refused; it was altered on the way, or its sender is at fault");
    }
  }
}

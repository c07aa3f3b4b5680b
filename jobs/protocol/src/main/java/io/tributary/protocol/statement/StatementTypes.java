package io.tributary.protocol.statement;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The EIP-712 type of each statement (PROTOCOL 4.2), checked against its record when loaded. */
final class StatementTypes {
  private static final List<String> ENCODED =
      List.of(
          "RunRequest(bytes32 jobDigest,bytes32 parametersDigest,bytes32[] repositories,"
              + "bytes32[] nodes,bytes32 resultKey,bytes32 purposeDigest,"
              + "uint64 contributionDeadline,uint64 deadline,bytes32 nonce,uint8 feeClass,"
              + "uint8 faults)",
          "Approval(bytes32 vetter,bytes32 jobDigest,uint64 expires,uint32 epoch)",
          "Revocation(bytes32 vetter,bytes32 jobDigest,uint32 epoch)",
          "Acceptance(bytes32 repository,bytes32 runId,bytes32 requestDigest,uint32 epoch)",
          "Refusal(bytes32 repository,bytes32 runId,bytes32 requestDigest,uint8 code,uint32 epoch)",
          "Contribution(bytes32 repository,bytes32 runId,bytes32 commitmentRoot,bytes32 sealedRoot,"
              + "bytes32 tableDigest,bytes32 consentDigest,bytes32 again,uint32 blockCount,"
              + "uint32 epoch)",
          "ShareRoot(bytes32 repository,bytes32 runId,bytes32 node,bytes32 root,uint32 epoch)",
          "Complaint(bytes32 node,bytes32 runId,bytes32 repository,uint8 code,uint32 epoch)",
          "Proposal(bytes32 coordinator,bytes32 runId,bytes32 inclusionRoot,uint32 contributors,"
              + "uint32 epoch)",
          "Checked(bytes32 node,bytes32 runId,bytes32 inclusionRoot,uint32 contributors,"
              + "uint32 epoch)",
          "Completion(bytes32 node,bytes32 runId,bytes32 inclusionRoot,bytes32 productRoot,"
              + "bytes32 outputDigest,bytes32 stepLogRoot,uint32 rounds,uint64 operations,"
              + "uint32 epoch)",
          "EngineMessage(bytes32 node,bytes32 runId,bytes32 evidence,uint32 epoch)",
          "SumRoot(bytes32 node,bytes32 runId,bytes32 root,uint32 epoch)",
          "Receipt(bytes32 runId,bytes32 transcriptRoot,uint8 outcome,bytes32 culprit)",
          "ConsentReceipt(bytes32 repository,bytes32 receiptDigest)",
          "Abort(bytes32 coordinator,bytes32 runId,uint8 reason,uint32 epoch)");

  private static final Map<Class<?>, Type> TYPES = load();

  private StatementTypes() {}

  /** A statement's type string and members, in order. */
  record Type(String encoded, List<Member> members) {}

  /** One member: its EIP-712 type and the record component that holds it. */
  record Member(String type, RecordComponent component) {
    String name() {
      return component.getName();
    }

    Object of(Statement statement) {
      try {
        return component.getAccessor().invoke(statement);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }
  }

  static Type of(Class<?> statement) {
    Type type = TYPES.get(statement);
    if (type == null) {
      throw new IllegalArgumentException("not a statement: " + statement.getName());
    }
    return type;
  }

  private static Map<Class<?>, Type> load() {
    Map<String, String> byName = new HashMap<>();
    ENCODED.forEach(encoded -> byName.put(encoded.substring(0, encoded.indexOf('(')), encoded));
    Map<Class<?>, Type> types = new HashMap<>();
    for (Class<?> statement : Statement.class.getPermittedSubclasses()) {
      types.put(statement, type(statement, byName.get(statement.getSimpleName())));
    }
    return Map.copyOf(types);
  }

  private static Type type(Class<?> statement, String encoded) {
    String[] members =
        encoded.substring(encoded.indexOf('(') + 1, encoded.length() - 1).split(",", -1);
    RecordComponent[] components = statement.getRecordComponents();
    List<Member> out = new ArrayList<>();
    for (int i = 0; i < members.length; i++) {
      String[] typeAndName = members[i].split(" ", -1);
      if (components.length != members.length || !components[i].getName().equals(typeAndName[1])) {
        throw new IllegalStateException(statement.getName() + " does not follow " + encoded);
      }
      out.add(new Member(typeAndName[0], components[i]));
    }
    return new Type(encoded, List.copyOf(out));
  }
}

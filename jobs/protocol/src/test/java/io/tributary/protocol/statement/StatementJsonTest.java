package io.tributary.protocol.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.Refused;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.vectors.Vectors;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("threat-3")
class StatementJsonTest {
  @Test
  void statement_written_isTheVectorAgain() {
    for (JsonNode vector : Vectors.section("statements")) {
      Statement statement = read(vector, vector.path("statement"));
      assertEquals(vector.path("statement").toString(), StatementJson.write(statement).toString());
    }
  }

  @Test
  void statement_withMemberMissingUnknownOrOfWrongType_isRefused() {
    for (JsonNode vector : Vectors.section("statements")) {
      ObjectNode good = (ObjectNode) vector.path("statement");
      for (Map.Entry<String, JsonNode> member : good.properties()) {
        ObjectNode missing = good.deepCopy().without(member.getKey());
        Refused.with(Code.MALFORMED, () -> read(vector, missing));
        Refused.with(Code.MALFORMED, () -> read(vector, missing.deepCopy().put("extra", 1)));
        ObjectNode isNull = good.deepCopy().putNull(member.getKey());
        Refused.with(Code.MALFORMED, () -> read(vector, isNull));
        ObjectNode other =
            member.getValue().isTextual()
                ? good.deepCopy().put(member.getKey(), 1)
                : good.deepCopy().put(member.getKey(), "1");
        Refused.with(Code.MALFORMED, () -> read(vector, other));
      }
      Refused.with(Code.MALFORMED, () -> read(vector, good.deepCopy().put("extra", 1)));
    }
  }

  @Test
  void statement_withNumberOutOfRange_isRefused() {
    for (JsonNode vector : Vectors.section("statements")) {
      ObjectNode good = (ObjectNode) vector.path("statement");
      for (Map.Entry<String, JsonNode> member : good.properties()) {
        if (member.getValue().isIntegralNumber()) {
          for (long bad : new long[] {-1, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE}) {
            ObjectNode other = good.deepCopy().put(member.getKey(), bad);
            Refused.with(Code.MALFORMED, () -> read(vector, other));
          }
        }
      }
    }
  }

  @Test
  void request_withRepositoriesUnsortedOrRepeatedOrDeadlinesReversed_isNoRequest() {
    PartyId a = new PartyId("a");
    PartyId b = new PartyId("b");
    assertThrows(IllegalArgumentException.class, () -> request(List.of(b, a), List.of(a), 1, 2));
    assertThrows(IllegalArgumentException.class, () -> request(List.of(a, a), List.of(a), 1, 2));
    assertThrows(IllegalArgumentException.class, () -> request(List.of(), List.of(a), 1, 2));
    assertThrows(IllegalArgumentException.class, () -> request(List.of(a), List.of(b, b), 1, 2));
    assertThrows(IllegalArgumentException.class, () -> request(List.of(a), List.of(), 1, 2));
    assertThrows(IllegalArgumentException.class, () -> request(List.of(a), List.of(a), 2, 2));
    assertEquals(List.of(b, a), request(List.of(a, b), List.of(b, a), 1, 2).nodes());
  }

  @Test
  void request_faults_areNoneOrOneOfExactlyFourNodes() {
    List<PartyId> asked = List.of(new PartyId("a"));
    List<PartyId> four = Stream.of("a", "b", "c", "d").map(PartyId::new).toList();
    List<PartyId> three = four.subList(0, 3);
    assertEquals(3, request(asked, four, 1, 2, 1).nodesNeeded());
    assertEquals(4, request(asked, four, 1, 2, 0).nodesNeeded());
    assertThrows(IllegalArgumentException.class, () -> request(asked, three, 1, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> request(asked, four, 1, 2, 2));
    assertThrows(IllegalArgumentException.class, () -> request(asked, four, 1, 2, -1));
  }

  private static RunRequest request(
      List<PartyId> repositories, List<PartyId> nodes, long contribution, long deadline) {
    return request(repositories, nodes, contribution, deadline, 0);
  }

  private static RunRequest request(
      List<PartyId> repositories,
      List<PartyId> nodes,
      long contribution,
      long deadline,
      int faults) {
    Digest zero = Digest.ZERO;
    return new RunRequest(
        zero, zero, repositories, nodes, zero, zero, contribution, deadline, zero, 0, faults);
  }

  private static Statement read(JsonNode vector, JsonNode json) {
    return StatementJson.read(Eip712Test.kind(vector.path("type").textValue()), json);
  }
}

package io.tributary.protocol.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.Refused;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.fake.Requests;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.vectors.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IdentifiersTest {
  private static final PartyId R01 = new PartyId("r01");
  private static final PartyId R02 = new PartyId("r02");

  @Test
  void runId_ofVectors_isAsSecondImplementationSays() {
    for (JsonNode vector : Vectors.section("runIds")) {
      Domain domain =
          new Domain(
              vector.path("chainId").longValue(), new Address(vector.path("contract").textValue()));
      assertEquals(
          vector.path("runId").textValue(),
          RunIds.of(
                  domain,
                  new Address(vector.path("signer").textValue()),
                  new Digest(vector.path("nonce").textValue()))
              .toString());
    }
  }

  @Test
  void parameters_ofVectors_haveTheDigestSecondImplementationSays() {
    for (JsonNode vector : Vectors.section("parameters")) {
      Parameters parameters = parameters(vector);
      assertEquals(vector.path("digest").textValue(), parameters.digest().hex());
      assertEquals(parameters, Parameters.fromJson(parameters.toJson()));
    }
  }

  @Test
  @Tag("threat-58")
  void parameters_withSaltNameOrValueAltered_haveAnotherDigest() {
    TreeMap<String, String> values = new TreeMap<>(Map.of("from", "2020", "to", "2021"));
    Digest digest = new Parameters(values, Requests.digest("salt")).digest();
    assertNotEquals(digest, new Parameters(values, Requests.digest("other")).digest());
    values.put("to", "2022");
    assertNotEquals(digest, new Parameters(values, Requests.digest("salt")).digest());
    values.remove("to");
    values.put("too", "2021");
    assertNotEquals(digest, new Parameters(values, Requests.digest("salt")).digest());
  }

  @Test
  void purpose_withSaltOrWordsAltered_hasAnotherDigest() {
    TreeMap<String, String> values = new TreeMap<>();
    Digest salt = Requests.digest("salt");
    Parameters research = new Parameters(values, salt, "research");
    assertEquals(new Parameters(values, salt).digest(), research.digest());
    assertNotEquals(
        new Parameters(values, salt, "sales").purposeDigest(), research.purposeDigest());
    assertNotEquals(
        new Parameters(values, Requests.digest("other"), "research").purposeDigest(),
        research.purposeDigest());
  }

  @Test
  void parameters_inAnotherForm_areRefused() {
    String salt = "\"salt\":\"" + Requests.digest("s") + "\"";
    for (String text :
        new String[] {
          "{}",
          "{" + salt + "}",
          "{\"values\":{}}",
          "{\"purpose\":\"\"," + salt + ",\"values\":[]}",
          "{\"purpose\":\"\"," + salt + ",\"values\":{\"a\":1}}",
          "{" + salt + ",\"values\":{}}",
          "{\"purpose\":\"\"," + salt + ",\"values\":{},\"x\":1}",
          "{\"purpose\":1," + salt + ",\"values\":{}}",
          "{\"purpose\":\" a\"," + salt + ",\"values\":{}}",
          "{\"purpose\":\"" + "a".repeat(201) + "\"," + salt + ",\"values\":{}}",
          "{\"purpose\":\"\",\"salt\":\"0x00\",\"values\":{}}",
        }) {
      JsonNode json = CanonicalJson.parseAny(text.getBytes(StandardCharsets.UTF_8));
      Refused.with(Code.MALFORMED, () -> Parameters.fromJson(json));
    }
  }

  @Test
  void inclusionSet_ofVectors_hasTheRootSecondImplementationSays() {
    for (JsonNode vector : Vectors.section("inclusionSets")) {
      Map<PartyId, Digest> members = new TreeMap<>();
      for (Map.Entry<String, JsonNode> m : vector.path("members").properties()) {
        members.put(new PartyId(m.getKey()), new Digest(m.getValue().textValue()));
      }
      assertEquals(vector.path("root").textValue(), InclusionSet.of(members).root().hex());
    }
  }

  @Test
  void inclusionSets_intersected_keepSameContributionsOnly() {
    InclusionSet one = set(Map.of(R01, "a", R02, "b"));
    InclusionSet other = set(Map.of(R01, "a", R02, "c"));
    assertEquals(set(Map.of(R01, "a")), one.intersect(other));
    assertTrue(one.intersect(other).isSubsetOf(one));
    assertFalse(other.isSubsetOf(one));
    assertNotEquals(one.root(), other.root());
    InclusionSet none = one.intersect(set(Map.of()));
    assertEquals(0, none.size());
    assertThrows(IllegalStateException.class, none::root);
  }

  private static InclusionSet set(Map<PartyId, String> contributions) {
    Map<PartyId, Digest> members = new TreeMap<>();
    contributions.forEach((id, name) -> members.put(id, Requests.digest(name)));
    return InclusionSet.of(members);
  }

  private static Parameters parameters(JsonNode vector) {
    TreeMap<String, String> values = new TreeMap<>();
    vector.path("values").properties().forEach(v -> values.put(v.getKey(), v.getValue().asText()));
    return new Parameters(
        values,
        new Digest(vector.path("salt").textValue()),
        "",
        vector.path("fresh").booleanValue());
  }
}

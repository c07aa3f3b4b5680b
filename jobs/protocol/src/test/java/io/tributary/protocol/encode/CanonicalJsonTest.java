package io.tributary.protocol.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.Refused;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.vectors.Vectors;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("threat-3")
class CanonicalJsonTest {
  private static final String SAMPLE =
      "{\"a\":[1,-20,true,null],\"b\":{\"c\":\"x\\u0001\\\"é€😀\",\"d\":\"\"},\"é\":9007199254740991}";

  @Test
  void document_ofVectors_isWrittenAsSecondImplementationDoes() {
    for (JsonNode vector : Vectors.section("canonicalJson")) {
      ObjectNode node = CanonicalJson.parseAny(vector.path("text").textValue().getBytes(UTF_8));
      assertEquals(
          vector.path("canonical").textValue(), new String(CanonicalJson.write(node), UTF_8));
    }
  }

  @Test
  void document_inCanonicalForm_readsBack() {
    byte[] bytes = SAMPLE.getBytes(UTF_8);
    assertArrayEquals(bytes, CanonicalJson.write(CanonicalJson.parseObject(bytes)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\":1,\"a\":2}",
        "{\"a\": 1}",
        "{\"a\":1}\n",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"\\u001F\"}",
        "{\"a\":\"\\/\"}",
        "{\"a\":-0}",
      })
  void document_inAnotherSpelling_isRefusedWhereCanonicalIsDue(String text) {
    CanonicalJson.parseAny(text.getBytes(UTF_8));
    Refused.with(Code.MALFORMED, () -> CanonicalJson.parseObject(text.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "null",
        "{",
        "{\"a\":1}{}",
        "{\"a\":1} x",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"a\":1.0}",
        "{\"a\":1e3}",
        "{\"a\":9007199254740992}",
        "{\"a\":-9007199254740992}",
        "{\"a\":99999999999999999999999999}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1,}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"a\":\"\u0001\"}",
        "/**/{}",
        "\uFEFF{}",
      })
  void document_withTwoReadings_isRefused(String text) {
    Refused.with(Code.MALFORMED, () -> CanonicalJson.parseAny(text.getBytes(UTF_8)));
  }

  @Test
  void document_notUtf8_isRefused() {
    byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'};
    byte[] surrogate = {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'};
    Refused.with(Code.MALFORMED, () -> CanonicalJson.parseAny(overlong));
    Refused.with(Code.MALFORMED, () -> CanonicalJson.parseAny(surrogate));
  }

  @Test
  @Tag("threat-33")
  void document_tooDeepOrTooLong_isRefused() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    Refused.with(Code.MALFORMED, () -> CanonicalJson.parseAny(deep.getBytes(UTF_8)));
    byte[] huge = new byte[CanonicalJson.MAX_BYTES + 1];
    Refused.with(Code.TOO_LARGE, () -> CanonicalJson.parseAny(huge));
  }

  @Test
  void document_mutated_isRefusedOrReadsBackToItself() {
    long seed = Seeds.next("CanonicalJsonTest");
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] mutated = SAMPLE.getBytes(UTF_8);
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Refused.orDone(
          () ->
              assertArrayEquals(
                  mutated,
                  CanonicalJson.write(CanonicalJson.parseObject(mutated)),
                  "seed " + seed));
    }
  }

  @Test
  void error_ofBadSyntax_doesNotQuoteTheInput() {
    ProtocolException refusal =
        Refused.with(
            Code.MALFORMED, () -> CanonicalJson.parseAny("{\"a\":canary}".getBytes(UTF_8)));
    assertFalse(refusal.getMessage().contains("canary"));
  }

  @Test
  void tree_withoutCanonicalForm_isNotWritten() {
    Refused.with(
        Code.MALFORMED, () -> CanonicalJson.write(JsonNodeFactory.instance.numberNode(0.5)));
    Refused.with(
        Code.MALFORMED, () -> CanonicalJson.write(JsonNodeFactory.instance.textNode("\ud83d")));
  }
}

package io.tributary.protocol.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.fake.InMemoryStore;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {
  private static final String TOPIC = "tributary-statements";

  private final InMemoryStore store = new InMemoryStore();

  private void put(int lane, long offset, String value) {
    Delivery delivery =
        new Delivery(TOPIC, lane, offset, "k", value.getBytes(StandardCharsets.UTF_8));
    store.transact(
        tx -> {
          DeadLetters.put(tx, delivery, "MALFORMED");
          return true;
        });
  }

  private Map<String, byte[]> letters() {
    return store.table(Party.DEAD_LETTERS);
  }

  @Test
  @Tag("threat-13")
  @Tag("threat-34")
  void letter_ofAnyRecord_holdsDigestAndCodeOnly() {
    put(2, 7, "canary");
    String letter =
        new String(letters().get(TOPIC + "/2/0000000000000000007"), StandardCharsets.UTF_8);
    assertFalse(letter.contains("canary"));
    assertTrue(letter.matches("\\{\"code\":\"MALFORMED\",\"sha256\":\"0x[0-9a-f]{64}\"}"), letter);
  }

  @Test
  @Tag("threat-33")
  void letters_ofALaneWithoutEnd_keepTheLatestAndThoseOfOtherLanes() {
    put(1, 0, "of another lane");
    for (int offset = 0; offset < DeadLetters.MOST + 3; offset++) {
      put(2, offset, "nonsense");
    }
    put(2, DeadLetters.MOST + 2, "delivered again");
    assertEquals(1 + DeadLetters.MOST, letters().size());
    assertTrue(letters().containsKey(TOPIC + "/1/0000000000000000000"));
    assertFalse(letters().containsKey(TOPIC + "/2/0000000000000000002"));
    assertTrue(letters().containsKey(TOPIC + "/2/0000000000000000003"));
  }
}

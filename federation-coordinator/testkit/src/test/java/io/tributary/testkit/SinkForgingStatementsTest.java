package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.ledger.LedgerCall;
import io.tributary.ledger.LedgerCalls;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Signature;
import io.tributary.protocol.statement.Signed;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SinkForgingStatementsTest {
  private static final Digest ROOT = digest("root");
  private static final int ROOT_END = 4 + 3 * Digest.BYTES;

  private static Digest digest(String words) {
    return Digests.sha256(words.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static BitSet changed(LedgerCall call) {
    BitSet difference = BitSet.valueOf(call.data());
    difference.xor(BitSet.valueOf(SinkForgingStatements.forge(call).data()));
    return difference;
  }

  @Test
  void contribution_forged_hasAnotherRootAndNothingElse() {
    Contribution statement =
        new Contribution(
            new PartyId("r01"),
            RunId.parse(digest("run").hex()),
            ROOT,
            digest("sealed"),
            digest("table"),
            digest("consent"),
            Digest.ZERO,
            1,
            1);
    Signature signature = new Signature("0x" + "11".repeat(64) + "1b");
    BitSet changed = changed(LedgerCalls.contribution(new Signed<>(statement, signature)));
    assertEquals(1, changed.cardinality());
    int at = changed.nextSetBit(0) / Byte.SIZE;
    assertTrue(at >= ROOT_END - Digest.BYTES && at < ROOT_END, "byte " + at);
  }

  @Test
  void call_forged_differsInOneBit() {
    LedgerCall call = LedgerCalls.expire(RunId.parse(digest("run").hex()));
    assertEquals(1, changed(call).cardinality());
    assertFalse(call.equals(SinkForgingStatements.forge(call)));
  }
}

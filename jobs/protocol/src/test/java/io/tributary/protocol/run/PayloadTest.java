package io.tributary.protocol.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.Refused;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.fake.FakeLedger;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.statement.Signatures;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PayloadTest {
  private static final List<BigInteger> CELLS =
      IntStream.range(0, Deal.SHAPE.cells()).mapToObj(i -> BigInteger.valueOf(i - 5L)).toList();
  private static final List<BigInteger> ZEROS =
      IntStream.range(0, Deal.SHAPE.cells()).mapToObj(i -> BigInteger.ZERO).toList();

  private final Deal deal = new Deal(Seeds.random(Seeds.next("PayloadTest")), List.of(CELLS));

  @Test
  void share_writtenAsSeedOrVector_readsBack() {
    for (int node = 0; node < Deal.NODES; node++) {
      byte[] payload = SharePayload.write(deal.share(0, node), deal.root(0, node));
      assertEquals(SharePayload.length(Deal.SHAPE, node == 0), payload.length);
      SharePayload.Opened opened = SharePayload.read(payload, Deal.SHAPE);
      assertEquals(node == 0, opened.share().isVector());
      assertEquals(deal.share(0, node).shares(), opened.share().shares());
      assertEquals(deal.share(0, node).blindings(), opened.share().blindings());
      PartyId dealer = deal.roster.repositories().get(0);
      assertEquals(
          deal.roster.member(dealer).key().address(),
          Signatures.recover(
              FakeLedger.DOMAIN,
              opened.statement(dealer, Deal.RUN, deal.roster.nodes().get(node), 1)));
    }
  }

  @Test
  @Tag("threat-27")
  void lengths_ofAllPayloads_areTheSameForAnyCells() {
    Deal other = new Deal(deal.random, List.of(ZEROS));
    for (int node = 0; node < Deal.NODES; node++) {
      assertEquals(
          SharePayload.write(deal.share(0, node), deal.root(0, node)).length,
          SharePayload.write(other.share(0, node), other.root(0, node)).length);
      assertEquals(output(deal, node).length, output(other, node).length);
    }
  }

  @Test
  @Tag("threat-33")
  void share_withAnyByteFlipped_isRefusedOrHasAnotherSignature() {
    for (int node = 0; node < 2; node++) {
      byte[] payload = SharePayload.write(deal.share(0, node), deal.root(0, node));
      int signature = 4 + 1 + 32;
      for (int i = 0; i < payload.length; i++) {
        byte[] bad = payload.clone();
        bad[i] ^= 4;
        boolean refused = Refused.orDone(() -> SharePayload.read(bad, Deal.SHAPE));
        assertTrue(refused || (i >= signature && i < signature + 65), "byte " + i);
      }
    }
  }

  @Test
  @Tag("threat-33")
  void payload_cutOrExtendedOrOfAnotherShape_isRefused() {
    byte[] share = SharePayload.write(deal.share(0, 0), deal.root(0, 0));
    byte[] seed = SharePayload.write(deal.share(0, 1), deal.root(0, 1));
    byte[] output = output(deal, 0);
    for (int length = 0; length < share.length; length += 7) {
      byte[] cut = Arrays.copyOf(share, length);
      Refused.with(Code.MALFORMED, () -> SharePayload.read(cut, Deal.SHAPE));
    }
    for (int length = 0; length < output.length; length += 7) {
      byte[] cut = Arrays.copyOf(output, length);
      Refused.with(Code.MALFORMED, () -> OutputPayload.read(cut, Deal.SHAPE));
    }
    Refused.with(
        Code.MALFORMED, () -> SharePayload.read(Arrays.copyOf(seed, seed.length + 1), Deal.SHAPE));
    BlockShape other = new BlockShape(11, 4);
    Refused.with(Code.MALFORMED, () -> SharePayload.read(share, other));
    Refused.with(Code.DIGEST, () -> SharePayload.read(seed, other));
    Refused.with(Code.MALFORMED, () -> OutputPayload.read(output, other));
  }

  @Test
  void output_written_readsBackAndItsRootIsThatOfAShare() {
    byte[] payload = output(deal, 1);
    assertEquals(OutputPayload.length(Deal.SHAPE), payload.length);
    OutputPayload.Opened opened = OutputPayload.read(payload, Deal.SHAPE);
    assertEquals(deal.share(0, 1).shares(), opened.sums());
    // With one repository the sum is its share, so both trees are the same.
    assertArrayEquals(deal.share(0, 1).tree().root(), opened.root().bytes());
  }

  @Test
  @Tag("threat-33")
  void output_withAnyByteFlipped_isRefusedOrHasAnotherSignature() {
    byte[] payload = output(deal, 0);
    int signature = 4 + 32;
    for (int i = 0; i < payload.length; i++) {
      byte[] bad = payload.clone();
      bad[i] ^= 4;
      boolean refused = Refused.orDone(() -> OutputPayload.read(bad, Deal.SHAPE));
      assertTrue(refused || (i >= signature && i < signature + 65), "byte " + i);
    }
  }

  private static byte[] output(Deal deal, int node) {
    return deal.output(node, ScalarVector.zeros(Deal.SHAPE.cells()));
  }
}

package io.tributary.protocol.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.DealtPieces;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.PieceCheck;
import io.tributary.mpc.PieceDealer;
import io.tributary.mpc.ReplicatedShare;
import io.tributary.mpc.RingVector;
import io.tributary.mpc.Seed;
import io.tributary.protocol.Heap;
import io.tributary.protocol.Refused;
import io.tributary.protocol.encode.Arrow;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.fake.Seeds;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PiecePayloadTest {
  private static final BlockShape SHAPE = new BlockShape(10, 4);
  private static final Pedersen PEDERSEN = Pedersen.ofBlockSize(4);
  private static final int VECTOR_PIECE = 1;
  private static final int PIECE_BYTES = 1 + Seed.BYTES;

  private final SecureRandom random = Seeds.random(Seeds.next("PiecePayloadTest"));
  private final DealtPieces dealt = deal(BigInteger.valueOf(-5));

  @Test
  void share_ofEveryNode_readsBackAndOpens() {
    for (int node = 0; node < ReplicatedShare.PIECES; node++) {
      byte[] payload = PiecePayload.write(dealt.of(node));
      assertEquals(PiecePayload.length(SHAPE, node != VECTOR_PIECE), payload.length);
      try (ReplicatedShare read = PiecePayload.read(payload, SHAPE, node)) {
        assertEquals(node, read.node());
        ReplicatedShare given = dealt.of(node);
        for (int piece : given.pieces().keySet()) {
          assertEquals(piece == VECTOR_PIECE, read.pieces().get(piece).isVector());
          assertEquals(given.pieces().get(piece).cells(), read.pieces().get(piece).cells());
          assertEquals(given.pieces().get(piece).blindings(), read.pieces().get(piece).blindings());
        }
        assertTrue(opens(read));
        assertArrayEquals(payload, PiecePayload.write(read));
      }
    }
  }

  @Test
  @Tag("threat-27")
  void lengths_areTheSameForAnyCells() {
    DealtPieces other = deal(BigInteger.ONE.shiftLeft(119));
    for (int node = 0; node < ReplicatedShare.PIECES; node++) {
      assertEquals(
          PiecePayload.write(dealt.of(node)).length, PiecePayload.write(other.of(node)).length);
    }
  }

  @Test
  @Tag("threat-22")
  @Tag("threat-33")
  void payload_withAnyBitFlipped_isRefusedOrDoesNotOpen() {
    int[] nodes = {VECTOR_PIECE, 3};
    for (int node : nodes) {
      byte[] payload = PiecePayload.write(dealt.of(node));
      for (int bit = 0; bit < 8 * payload.length; bit += bit < 8 * (4 + PIECE_BYTES) ? 1 : 11) {
        byte[] bad = payload.clone();
        bad[bit / 8] ^= (byte) (1 << bit % 8);
        String where = "node " + node + ", bit " + bit;
        Refused.orDone(
            () -> {
              try (ReplicatedShare read = PiecePayload.read(bad, SHAPE, node)) {
                assertFalse(opens(read), where);
              }
            });
      }
    }
  }

  @Test
  @Tag("threat-33")
  void payload_withAWrongHeaderOrKind_isRefused() {
    for (int node = 0; node < ReplicatedShare.PIECES; node++) {
      int self = node;
      byte[] payload = PiecePayload.write(dealt.of(node));
      for (int at = 0; at <= 4; at++) {
        for (int value = 0; value < 256; value++) {
          byte[] bad = payload.clone();
          bad[at] = (byte) value;
          if (bad[at] != payload[at]) {
            Refused.with(Code.MALFORMED, () -> PiecePayload.read(bad, SHAPE, self));
          }
        }
      }
    }
  }

  @Test
  @Tag("threat-33")
  void payload_cutAnywhereOrExtended_isRefused() {
    for (int node : new int[] {VECTOR_PIECE, 0}) {
      byte[] payload = PiecePayload.write(dealt.of(node));
      for (int length = 0; length < payload.length; length++) {
        byte[] cut = Arrays.copyOf(payload, length);
        Refused.with(Code.MALFORMED, () -> PiecePayload.read(cut, SHAPE, node));
      }
      for (int more : new int[] {1, PIECE_BYTES, Arrow.pieceLength(SHAPE)}) {
        byte[] longer = Arrays.copyOf(payload, payload.length + more);
        Refused.with(Code.MALFORMED, () -> PiecePayload.read(longer, SHAPE, node));
      }
    }
  }

  @Test
  @Tag("threat-33")
  void vectors_twoOrOfAnotherShape_areRefused() {
    byte[] payload = PiecePayload.write(dealt.of(0));
    BlockShape other = new BlockShape(11, 4);
    Refused.with(Code.MALFORMED, () -> PiecePayload.read(payload, other, 0));
    // The vector piece comes first; its stream once more for the second.
    byte[] two = Arrays.copyOf(payload, payload.length + Arrow.pieceLength(SHAPE));
    int second = 4 + PIECE_BYTES + Arrow.pieceLength(SHAPE);
    two[second] = 2;
    System.arraycopy(payload, 4 + PIECE_BYTES, two, second + PIECE_BYTES, Arrow.pieceLength(SHAPE));
    Refused.with(Code.MALFORMED, () -> PiecePayload.read(two, SHAPE, 0));
    byte[] huge = new byte[4 + 3 * PIECE_BYTES];
    System.arraycopy(payload, 0, huge, 0, huge.length);
    Heap.atMost(
        1 << 20, () -> Refused.with(Code.MALFORMED, () -> PiecePayload.read(huge, SHAPE, 0)));
  }

  /** What one node got does not open at another: its pieces would stand for others. */
  @Test
  @Tag("threat-21")
  void payloadOfAnotherNode_isRefusedOrDoesNotOpen() {
    for (int node = 0; node < ReplicatedShare.PIECES; node++) {
      for (int reader = 0; reader < ReplicatedShare.PIECES; reader++) {
        byte[] payload = PiecePayload.write(dealt.of(node));
        int self = reader;
        if (node != reader) {
          Refused.orDone(
              () -> {
                try (ReplicatedShare read = PiecePayload.read(payload, SHAPE, self)) {
                  assertFalse(opens(read));
                }
              });
        }
      }
    }
  }

  @Test
  @Tag("threat-13")
  void refusals_showNothingOfThePayload() {
    byte[] payload = PiecePayload.write(dealt.of(0));
    for (int length = 1; length < payload.length; length += 5) {
      byte[] cut = Arrays.copyOf(payload, length);
      String message =
          Refused.with(Code.MALFORMED, () -> PiecePayload.read(cut, SHAPE, 0)).getMessage();
      for (int at = 5; at + 4 <= payload.length; at += 4) {
        assertFalse(message.contains(HexFormat.of().formatHex(payload, at, at + 4)), message);
      }
    }
  }

  private boolean opens(ReplicatedShare share) {
    return PieceCheck.invalid(
            PEDERSEN, List.of(new PieceCheck.Held(dealt.commitments(), share)), random)
        .isEmpty();
  }

  private DealtPieces deal(BigInteger cell) {
    RingVector cells = RingVector.ofIntegers(Collections.nCopies(SHAPE.cells(), cell));
    return PieceDealer.deal(cells, SHAPE, VECTOR_PIECE, PEDERSEN, random);
  }
}

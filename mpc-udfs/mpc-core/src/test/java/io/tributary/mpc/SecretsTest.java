package io.tributary.mpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final List<Class<?>> SECRETS =
      List.of(
          ScalarVector.class,
          Seed.class,
          NodeShare.class,
          Dealing.class,
          RingVector.class,
          Piece.class,
          ReplicatedShare.class,
          DealtPieces.class);

  @Test
  @Tag("threat-13")
  void secretTypes_haveNoToStringOfTheirOwn() {
    for (Class<?> type : SECRETS) {
      assertTrue(
          Arrays.stream(type.getDeclaredMethods())
              .map(Method::getName)
              .noneMatch("toString"::equals),
          type.getName());
      assertFalse(type.isRecord(), type.getName());
    }
  }

  @Test
  @Tag("threat-13")
  void secretsPrinted_showNothingThatDependsOnThem() {
    byte[] one = new byte[32];
    one[3] = 77;
    assertEquals(print(Seed.of(new byte[32])), print(Seed.of(one)));
    assertEquals(
        print(ScalarVector.zeros(1)),
        print(ScalarVector.ofIntegers(List.of(BigInteger.valueOf(77)))));
    assertEquals(
        print(RingVector.zeros(1)), print(RingVector.ofIntegers(List.of(BigInteger.valueOf(77)))));
  }

  @Test
  void seed_closed_isWipedAndRefusesUse() {
    Seed seed = Seed.of(new byte[32]);
    seed.close();
    MpcException.Code wiped = MpcException.Code.WIPED;
    Refusals.refused(wiped, seed::copyBytes);
    Refusals.refused(wiped, () -> seed.shares(new BlockShape(1, 1)));
    Refusals.refused(wiped, () -> seed.blindings(new BlockShape(1, 1)));
  }

  @Test
  void vector_wiped_holdsNothingAndRefusesUse() {
    ScalarVector vector = ScalarVector.ofIntegers(List.of(BigInteger.TEN));
    long[] limbs = vector.limbs();
    vector.wipe();
    vector.wipe();
    assertArrayEquals(new long[4], limbs);
    Refusals.refused(MpcException.Code.WIPED, () -> vector.get(0));
    Refusals.refused(MpcException.Code.WIPED, vector::toBytes);
    Refusals.refused(MpcException.Code.WIPED, () -> ScalarVector.zeros(1).addInPlace(vector));
    Refusals.refused(
        MpcException.Code.WIPED, () -> Pedersen.ofBlockSize(1).commit(vector, BigInteger.ONE));
  }

  @Test
  void nodeShares_closed_wipeWhatTheyOwn() {
    BlockShape shape = new BlockShape(2, 2);
    Seed seed = Seed.of(new byte[32]);
    ScalarVector vector = ScalarVector.zeros(2);
    try (NodeShare share = NodeShare.ofVector(shape, seed, vector)) {
      share.shares().wipe();
      assertEquals(ScalarVector.zeros(2), share.shares());
    }
    Refusals.refused(MpcException.Code.WIPED, seed::copyBytes);
    Refusals.refused(MpcException.Code.WIPED, vector::toBytes);
  }

  @Test
  void pieces_closed_wipeWhatTheyOwn() {
    BlockShape shape = new BlockShape(2, 2);
    Seed seed = Seed.of(new byte[32]);
    RingVector vector = RingVector.ofIntegers(List.of(BigInteger.TEN, BigInteger.TWO));
    try (Piece piece = Piece.ofVector(shape, seed, vector)) {
      piece.cells().wipe();
      assertEquals(vector, piece.cells());
    }
    Refusals.refused(MpcException.Code.WIPED, seed::copyBytes);
    Refusals.refused(MpcException.Code.WIPED, vector::toBytes);
    Refusals.refused(MpcException.Code.WIPED, vector::words);
    Refusals.refused(MpcException.Code.WIPED, () -> vector.limbs(0, 1));
    Refusals.refused(MpcException.Code.WIPED, () -> RingVector.zeros(2).addInPlace(vector));
    Refusals.refused(MpcException.Code.WIPED, () -> Piece.ofSeed(shape, seed).cells());
  }

  @Test
  void leaf_ofEveryBlock_isItsSharesThenItsBlinding() {
    Trial.repeat(
        5,
        trial -> {
          BlockShape shape = new BlockShape(trial.between(1, 20), trial.between(1, 6));
          Seed seed = Seed.random(trial.secure());
          NodeShare ofSeed = NodeShare.ofSeed(shape, seed);
          NodeShare ofVector = NodeShare.ofVector(shape, seed, seed.shares(shape));
          for (int block = 0; block < shape.blocks(); block++) {
            int start = shape.start(block);
            byte[] leaf = ofSeed.leaf(block);
            assertEquals(
                hex(ofSeed.shares().slice(start, start + shape.size(block)).toBytes())
                    + hex(ofSeed.blindings().slice(block, block + 1).toBytes()),
                hex(leaf));
            assertArrayEquals(leaf, ofVector.leaf(block));
            assertTrue(
                MerkleTree.verify(
                    ofSeed.tree().root(), shape.blocks(), block, leaf, ofSeed.tree().path(block)));
          }
          assertThrows(IndexOutOfBoundsException.class, () -> ofSeed.leaf(shape.blocks()));
          Refusals.refused(
              MpcException.Code.SHAPE_MISMATCH,
              () -> NodeShare.ofVector(shape, seed, ScalarVector.zeros(shape.cells() + 1)));
        });
  }

  private static String print(Object secret) {
    return secret.toString();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}

package io.tributary.mpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serial;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import supranational.blst.P1;

class CommitmentTableTest {
  private static final Pedersen PEDERSEN = Pedersen.ofBlockSize(2);
  private static final int NODES = 3;
  private static final int BLOCKS = 2;

  @Test
  void table_parsed_keepsNodeMajorOrderAndRoot() {
    CommitmentTable table = table(1);
    byte[] bytes = table.toBytes();
    CommitmentTable parsed = CommitmentTable.parse(bytes, NODES, BLOCKS);
    assertEquals(table, parsed);
    assertEquals(table.hashCode(), parsed.hashCode());
    for (int node = 0; node < NODES; node++) {
      for (int block = 0; block < BLOCKS; block++) {
        int leaf = node * BLOCKS + block;
        byte[] expected = Arrays.copyOfRange(bytes, leaf * 48, leaf * 48 + 48);
        assertArrayEquals(expected, parsed.at(node, block).toBytes());
        assertEquals(parsed.at(node, block), parsed.ofNode(node).get(block));
        assertTrue(
            MerkleTree.verify(
                table.root(), NODES * BLOCKS, leaf, expected, parsed.tree().path(leaf)));
      }
    }
    assertThrows(IndexOutOfBoundsException.class, () -> parsed.at(0, BLOCKS));
    assertThrows(IndexOutOfBoundsException.class, () -> parsed.at(NODES, 0));
  }

  @Test
  @Tag("threat-65")
  void hostilePoint_inAnyPlace_isRefusedAndNamed() {
    byte[] good = table(1).toBytes();
    for (Vectors vector : Vectors.read("points")) {
      byte[] point = vector.bytes("bytes");
      if (point.length != Commitment.BYTES || vector.text("code").equals("OK")) {
        continue;
      }
      for (int leaf = 0; leaf < NODES * BLOCKS; leaf++) {
        byte[] bytes = good.clone();
        System.arraycopy(point, 0, bytes, leaf * 48, 48);
        Refusals.refusedAt(
            MpcException.Code.valueOf(vector.text("code")),
            leaf,
            () -> CommitmentTable.parse(bytes, NODES, BLOCKS));
      }
    }
  }

  /** Why the subgroup matters: an error of order 3 passes the batched check under weights 3k. */
  @Test
  @Tag("threat-65")
  void commitmentPlusPointOfOrderThree_foolsTheBatchedCheckAndIsRefusedOnReceipt() {
    byte[] bytes =
        Vectors.read("points").stream()
            .filter(vector -> vector.text("name").equals("bad_good_plus_order_three"))
            .findFirst()
            .orElseThrow()
            .bytes("bytes");
    Commitment unchecked = Commitment.of(new P1(bytes));
    ScalarVector ones = ScalarVector.ofIntegers(List.of(BigInteger.ONE, BigInteger.ONE));
    Commitment honest = PEDERSEN.commit(ones.slice(0, 1), BigInteger.ZERO);
    BlockShape shape = new BlockShape(2, 1);
    ScalarVector zeros = ScalarVector.zeros(2);
    List<Commitment> commitments = List.of(unchecked, honest);
    assertEquals(List.of(), PEDERSEN.invalid(commitments, shape, ones, zeros, weights(3)));
    assertEquals(List.of(0), PEDERSEN.invalid(commitments, shape, ones, zeros, weights(4)));
    Refusals.refused(MpcException.Code.POINT_NOT_IN_GROUP, () -> Commitment.parse(bytes));
  }

  @Test
  void table_ofWrongLengthOrCounts_isRefused() {
    byte[] bytes = table(1).toBytes();
    MpcException.Code length = MpcException.Code.BAD_LENGTH;
    Refusals.refused(length, () -> CommitmentTable.parse(bytes, NODES, BLOCKS + 1));
    Refusals.refused(length, () -> CommitmentTable.parse(Arrays.copyOf(bytes, 287), NODES, BLOCKS));
    Refusals.refused(
        length, () -> CommitmentTable.parse(bytes, Integer.MAX_VALUE, Integer.MAX_VALUE));
    Refusals.refused(
        MpcException.Code.OUT_OF_RANGE, () -> CommitmentTable.parse(new byte[0], 0, 1));
    Refusals.refused(
        MpcException.Code.OUT_OF_RANGE, () -> CommitmentTable.parse(new byte[0], 1, -1));
  }

  @Test
  void product_ofTables_isPerBlockAndNode() {
    CommitmentTable first = table(1);
    CommitmentTable second = table(2);
    List<Commitment> product = CommitmentTable.product(List.of(first, second), 2);
    assertEquals(BLOCKS, product.size());
    for (int block = 0; block < BLOCKS; block++) {
      assertEquals(first.at(2, block).plus(second.at(2, block)), product.get(block));
    }
    assertEquals(first.ofNode(0), CommitmentTable.product(List.of(first), 0));
  }

  @Test
  void product_ofNoneOrOfUnequalTables_isRefused() {
    CommitmentTable table = table(1);
    CommitmentTable turned =
        CommitmentTable.parse(table.toBytes(), /* nodes= */ 2, /* blocks= */ 3);
    Refusals.refused(MpcException.Code.BAD_LENGTH, () -> CommitmentTable.product(List.of(), 0));
    Refusals.refused(
        MpcException.Code.SHAPE_MISMATCH, () -> CommitmentTable.product(List.of(table, turned), 0));
    assertThrows(
        IndexOutOfBoundsException.class, () -> CommitmentTable.product(List.of(table), NODES));
  }

  @Test
  void anyBitOfACommitmentFlipped_isRefusedOrAnotherCommitment() {
    Trial.repeat(
        3,
        trial -> {
          byte[] good = PEDERSEN.commit(Trial.vector(trial.scalars(2)), trial.scalar()).toBytes();
          for (int bit = 0; bit < 384; bit++) {
            byte[] bytes = good.clone();
            bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
            try {
              // Only the sign bit leads to another point of the group.
              assertArrayEquals(bytes, Commitment.parse(bytes).toBytes());
              assertEquals(5, bit);
            } catch (MpcException refused) {
              String hex = HexFormat.of().formatHex(bytes, 0, 8);
              assertTrue(!refused.getMessage().contains(hex) && bit != 5);
            }
          }
        });
  }

  /** A source that always draws the same 64-bit weight. */
  private static SecureRandom weights(int weight) {
    return new SecureRandom() {
      @Serial private static final long serialVersionUID = 1L;

      @Override
      public void nextBytes(byte[] bytes) {
        for (int i = 0; i < bytes.length; i += 8) {
          bytes[i] = (byte) weight;
        }
      }
    };
  }

  private static CommitmentTable table(long start) {
    byte[] bytes = new byte[NODES * BLOCKS * 48];
    for (int i = 0; i < NODES * BLOCKS; i++) {
      ScalarVector block = ScalarVector.ofIntegers(List.of(BigInteger.valueOf(start + i)));
      byte[] point = PEDERSEN.commit(block, BigInteger.valueOf(start * 31)).toBytes();
      System.arraycopy(point, 0, bytes, i * 48, 48);
    }
    return CommitmentTable.parse(bytes, NODES, BLOCKS);
  }
}

package io.tributary.mpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  @Test
  void path_ofEveryLeafOfEverySize_verifiesThereAndNowhereElse() {
    for (int count = 1; count <= 20; count++) {
      List<byte[]> leaves = leaves(count);
      MerkleTree tree = MerkleTree.of(leaves);
      assertEquals(count, tree.size());
      for (int index = 0; index < count; index++) {
        byte[] leaf = leaves.get(index);
        List<byte[]> path = tree.path(index);
        assertTrue(MerkleTree.verify(tree.root(), count, index, leaf, path));
        for (int other = -1; other <= count; other++) {
          assertEquals(other == index, MerkleTree.verify(tree.root(), count, other, leaf, path));
        }
        assertFalse(MerkleTree.verify(tree.root(), count + 1, index, leaf, path));
        assertFalse(MerkleTree.verify(tree.root(), count, index, new byte[] {99}, path));
      }
    }
  }

  @Test
  @Tag("threat-60")
  void path_withAnyBitFlippedOrLengthChanged_doesNotVerify() {
    List<byte[]> leaves = leaves(7);
    MerkleTree tree = MerkleTree.of(leaves);
    List<byte[]> path = tree.path(5);
    for (int i = 0; i < path.size(); i++) {
      for (int bit = 0; bit < 256; bit++) {
        List<byte[]> altered = copy(path);
        altered.get(i)[bit >> 3] ^= (byte) (1 << (bit & 7));
        assertFalse(MerkleTree.verify(tree.root(), 7, 5, leaves.get(5), altered));
      }
      List<byte[]> shorter = copy(path);
      shorter.remove(i);
      assertFalse(MerkleTree.verify(tree.root(), 7, 5, leaves.get(5), shorter));
      List<byte[]> cut = copy(path);
      cut.set(i, Arrays.copyOf(path.get(i), 31));
      assertFalse(MerkleTree.verify(tree.root(), 7, 5, leaves.get(5), cut));
      List<byte[]> longer = copy(path);
      longer.add(path.get(i));
      assertFalse(MerkleTree.verify(tree.root(), 7, 5, leaves.get(5), longer));
    }
    assertFalse(MerkleTree.verify(new byte[0], 7, 5, leaves.get(5), path));
  }

  @Test
  void root_ofEveryCountOfEqualLeaves_differs() {
    Set<String> roots = new HashSet<>();
    for (int count = 1; count <= 33; count++) {
      List<byte[]> leaves = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        leaves.add(new byte[] {7});
      }
      assertTrue(roots.add(HexFormat.of().formatHex(MerkleTree.root(leaves))));
    }
  }

  @Test
  void leaf_thatSpellsAnInnerNode_hasAnotherRoot() {
    List<byte[]> leaves = leaves(4);
    MerkleTree tree = MerkleTree.of(leaves);
    byte[] left = tree.path(2).get(1);
    byte[] right = tree.path(0).get(1);
    byte[] joined = Arrays.copyOf(left, 64);
    System.arraycopy(right, 0, joined, 32, 32);
    assertFalse(Arrays.equals(tree.root(), MerkleTree.root(List.of(joined))));
    assertFalse(Arrays.equals(tree.root(), MerkleTree.root(List.of(left, right))));
  }

  @Test
  void tree_withoutLeaves_isRefused() {
    Refusals.refused(MpcException.Code.BAD_LENGTH, () -> MerkleTree.of(List.of()));
    MerkleTree one = MerkleTree.of(leaves(1));
    assertThrows(IndexOutOfBoundsException.class, () -> one.path(1));
    assertFalse(MerkleTree.verify(one.root(), 0, 0, new byte[0], List.of()));
  }

  private static List<byte[]> leaves(int count) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(new byte[] {(byte) i, (byte) count});
    }
    return leaves;
  }

  private static List<byte[]> copy(List<byte[]> path) {
    List<byte[]> copy = new ArrayList<>();
    path.forEach(hash -> copy.add(hash.clone()));
    return copy;
  }
}

package io.tributary.mpc;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * SHA-256 Merkle tree of the shape of RFC 6962: leaf = H(0x00 | data), node = H(0x01 | left |
 * right), an odd node moves up as it is. The root fixes the leaf count: H(0x02 | count (8 bytes,
 * big-endian) | top).
 *
 * <p>Leaf data are not kept.
 */
public final class MerkleTree {
  private static final int HASH_BYTES = 32;
  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  private static final byte ROOT = 2;

  private final byte[][][] levels;
  private final byte[] root;

  private MerkleTree(byte[][][] levels, byte[] root) {
    this.levels = levels;
    this.root = root;
  }

  /**
   * The tree over at least one leaf.
   *
   * @throws MpcException BAD_LENGTH when there is no leaf
   */
  public static MerkleTree of(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      throw MpcException.badLength("Merkle leaves", "at least 1", 0);
    }
    MessageDigest sha = sha256();
    List<byte[][]> levels = new ArrayList<>();
    byte[][] level = new byte[leaves.size()][];
    int i = 0;
    for (byte[] leaf : leaves) {
      level[i++] = leafHash(sha, leaf);
    }
    levels.add(level);
    while (level.length > 1) {
      level = parents(sha, level);
      levels.add(level);
    }
    return new MerkleTree(levels.toArray(new byte[0][][]), rootHash(sha, leaves.size(), level[0]));
  }

  /** The root alone. */
  public static byte[] root(List<byte[]> leaves) {
    return of(leaves).root();
  }

  /** The 32-byte root. */
  public byte[] root() {
    return root.clone();
  }

  /** Number of leaves. */
  public int size() {
    return levels[0].length;
  }

  /** The siblings on the way from leaf {@code index} to the top, lowest first. */
  public List<byte[]> path(int index) {
    Objects.checkIndex(index, size());
    List<byte[]> path = new ArrayList<>();
    int at = index;
    for (int depth = 0; depth < levels.length - 1; depth++) {
      int sibling = at ^ 1;
      if (sibling < levels[depth].length) {
        path.add(levels[depth][sibling].clone());
      }
      at >>= 1;
    }
    return path;
  }

  /**
   * Whether {@code leaf} stands at {@code index} of the {@code count} leaves under {@code root}.
   * False, never an exception, for a path of any other shape.
   */
  public static boolean verify(byte[] root, int count, int index, byte[] leaf, List<byte[]> path) {
    if (index < 0 || index >= count) {
      return false;
    }
    MessageDigest sha = sha256();
    byte[] hash = leafHash(sha, leaf);
    int at = index;
    int width = count;
    int used = 0;
    while (width > 1) {
      if ((at ^ 1) < width) {
        if (used == path.size() || path.get(used).length != HASH_BYTES) {
          return false;
        }
        byte[] sibling = path.get(used++);
        hash = (at & 1) == 0 ? nodeHash(sha, hash, sibling) : nodeHash(sha, sibling, hash);
      }
      at >>= 1;
      width = width / 2 + (width & 1);
    }
    return used == path.size() && MessageDigest.isEqual(root, rootHash(sha, count, hash));
  }

  private static byte[][] parents(MessageDigest sha, byte[][] level) {
    byte[][] parents = new byte[level.length / 2 + (level.length & 1)][];
    for (int i = 0; i < parents.length; i++) {
      parents[i] =
          2 * i + 1 < level.length ? nodeHash(sha, level[2 * i], level[2 * i + 1]) : level[2 * i];
    }
    return parents;
  }

  private static byte[] leafHash(MessageDigest sha, byte[] data) {
    sha.update(LEAF);
    return sha.digest(data);
  }

  private static byte[] nodeHash(MessageDigest sha, byte[] left, byte[] right) {
    sha.update(NODE);
    sha.update(left);
    return sha.digest(right);
  }

  private static byte[] rootHash(MessageDigest sha, int count, byte[] top) {
    sha.update(ROOT);
    sha.update(ByteBuffer.allocate(Long.BYTES).putLong(count).array());
    return sha.digest(top);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}

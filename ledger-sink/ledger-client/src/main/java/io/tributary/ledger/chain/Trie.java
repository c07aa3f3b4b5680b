package io.tributary.ledger.chain;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The Merkle-Patricia trie of a block's receipts (Yellow Paper, appendix D): keys are RLP-encoded
 * indexes, so none is the beginning of another and branches have no values.
 */
final class Trie {
  private static final int RADIX = 16;
  private static final byte[] NOTHING = new byte[0];

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(byte[] path, byte[] value) {}

  /**
   * @param values in the order of their indexes
   */
  Trie(List<byte[]> values) {
    for (int i = 0; i < values.size(); i++) {
      entries.add(new Entry(path(i), values.get(i)));
    }
  }

  Digest root() {
    return Digests.keccak256(
        entries.isEmpty() ? Rlp.write(NOTHING) : Rlp.write(node(entries, 0, null, List.of())));
  }

  /** The nodes from the root to a value, those that are hashed; inner ones are inside these. */
  List<byte[]> proof(int index) {
    List<byte[]> proof = new ArrayList<>();
    Object root = node(entries, 0, entries.get(index).path(), proof);
    proof.add(Rlp.write(root)); // hashed even when it is short
    Collections.reverse(proof);
    return proof;
  }

  /**
   * Finds the value at an index.
   *
   * @param proof nodes from the root down, all of them needed
   * @throws Rlp.RlpException if the proof does not lead from this root to a value at that index
   */
  static byte[] prove(Digest root, int index, List<byte[]> proof) {
    byte[] path = path(index);
    int depth = 0;
    int used = 0;
    Object reference = root.bytes();
    while (true) {
      if (reference instanceof byte[] hash) {
        if (used == proof.size() || !Digests.keccak256(proof.get(used)).equals(digest(hash))) {
          throw new Rlp.RlpException("node " + used + " of the proof does not have its hash");
        }
        reference = Rlp.read(proof.get(used++));
      }
      List<?> node = Rlp.list(reference);
      if (node.size() == RADIX + 1) {
        if (depth == path.length) {
          throw new Rlp.RlpException("the proof ends in a branch");
        }
        reference = node.get(path[depth++]);
        continue;
      }
      if (node.size() != 2) {
        throw new Rlp.RlpException("a node is neither branch nor leaf nor extension");
      }
      byte[] compact = Rlp.bytes(node.get(0));
      byte[] part = expand(compact);
      int end = depth + part.length;
      if (end > path.length || !Arrays.equals(part, Arrays.copyOfRange(path, depth, end))) {
        throw new Rlp.RlpException("the proof is for another index");
      }
      depth = end;
      if ((compact[0] & 0x20) == 0) {
        reference = node.get(1);
      } else if (depth == path.length && used == proof.size()) {
        return Rlp.bytes(node.get(1));
      } else {
        throw new Rlp.RlpException("the proof goes on after the value");
      }
    }
  }

  /**
   * The node of these entries, which agree up to depth.
   *
   * @param wanted path whose nodes are added to the proof, deepest first; null for none
   */
  private static List<?> node(List<Entry> entries, int depth, byte[] wanted, List<byte[]> proof) {
    byte[] first = entries.get(0).path();
    if (entries.size() == 1) {
      byte[] rest = Arrays.copyOfRange(first, depth, first.length);
      return List.of(compact(rest, true), entries.get(0).value());
    }
    int shared = shared(entries, depth);
    if (shared > depth) {
      byte[] part = Arrays.copyOfRange(first, depth, shared);
      Object child = reference(entries, shared, wanted, proof);
      return List.of(compact(part, false), child);
    }
    List<Object> branch = new ArrayList<>();
    for (int nibble = 0; nibble < RADIX; nibble++) {
      int n = nibble;
      List<Entry> below = entries.stream().filter(e -> e.path()[depth] == n).toList();
      boolean onPath = wanted != null && wanted[depth] == n;
      branch.add(
          below.isEmpty() ? NOTHING : reference(below, depth + 1, onPath ? wanted : null, proof));
    }
    branch.add(NOTHING);
    return branch;
  }

  /** A node as its parent has it: its hash, or itself if that is shorter. */
  private static Object reference(
      List<Entry> entries, int depth, byte[] wanted, List<byte[]> proof) {
    List<?> node = node(entries, depth, wanted, proof);
    byte[] encoded = Rlp.write(node);
    if (encoded.length < Digest.BYTES) {
      return node;
    }
    if (wanted != null) {
      proof.add(encoded);
    }
    return Digests.keccak256(encoded).bytes();
  }

  private static int shared(List<Entry> entries, int depth) {
    byte[] first = entries.get(0).path();
    int shared = first.length;
    for (Entry entry : entries) {
      int mismatch = Arrays.mismatch(first, entry.path());
      shared = mismatch < 0 ? shared : Math.min(shared, mismatch);
    }
    return Math.max(shared, depth);
  }

  /** Nibbles of the RLP of an index. */
  private static byte[] path(int index) {
    byte[] key = Rlp.write(Rlp.number(BigInteger.valueOf(index)));
    byte[] nibbles = new byte[2 * key.length];
    for (int i = 0; i < key.length; i++) {
      nibbles[2 * i] = (byte) ((key[i] >> 4) & 0xf);
      nibbles[2 * i + 1] = (byte) (key[i] & 0xf);
    }
    return nibbles;
  }

  /** Hex-prefix encoding (Yellow Paper, appendix C). */
  private static byte[] compact(byte[] nibbles, boolean leaf) {
    boolean odd = nibbles.length % 2 == 1;
    byte[] compact = new byte[nibbles.length / 2 + 1];
    compact[0] = (byte) ((leaf ? 0x20 : 0) | (odd ? 0x10 + nibbles[0] : 0));
    for (int i = 1, n = odd ? 1 : 0; i < compact.length; i++, n += 2) {
      compact[i] = (byte) ((nibbles[n] << 4) | nibbles[n + 1]);
    }
    return compact;
  }

  private static byte[] expand(byte[] compact) {
    if (compact.length == 0) {
      throw new Rlp.RlpException("a node has no path");
    }
    boolean odd = (compact[0] & 0x10) != 0;
    byte[] nibbles = new byte[2 * compact.length - (odd ? 1 : 2)];
    for (int i = 0; i < nibbles.length; i++) {
      int at = i + (odd ? 1 : 2);
      int value = compact[at / 2];
      nibbles[i] = (byte) (at % 2 == 0 ? (value >> 4) & 0xf : value & 0xf);
    }
    return nibbles;
  }

  private static Digest digest(byte[] hash) {
    if (hash.length != Digest.BYTES) {
      throw new Rlp.RlpException("the proof ends without a value");
    }
    return Digest.of(hash);
  }
}

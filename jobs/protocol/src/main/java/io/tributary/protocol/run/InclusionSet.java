package io.tributary.protocol.run;

import io.tributary.mpc.MerkleTree;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The contributions that are summed: for each repository the EIP-712 digest of its contribution
 * statement (PROTOCOL 7.5). The root is a Merkle root over the digests in order of repository id.
 */
public final class InclusionSet {
  private final SortedMap<PartyId, Digest> members;

  private InclusionSet(SortedMap<PartyId, Digest> members) {
    this.members = Collections.unmodifiableSortedMap(members);
  }

  /** The set with these members, which may be none. */
  public static InclusionSet of(Map<PartyId, Digest> members) {
    return new InclusionSet(new TreeMap<>(members));
  }

  public SortedMap<PartyId, Digest> members() {
    return members;
  }

  public int size() {
    return members.size();
  }

  /**
   * What nodes sign.
   *
   * @throws IllegalStateException if the set is empty: there is no such root to sign
   */
  public Digest root() {
    if (members.isEmpty()) {
      throw new IllegalStateException("an empty inclusion set has no root");
    }
    List<byte[]> leaves = members.values().stream().map(Digest::bytes).toList();
    return Digest.of(MerkleTree.root(leaves));
  }

  /** Members that both have, with the same contribution. */
  public InclusionSet intersect(InclusionSet other) {
    SortedMap<PartyId, Digest> both = new TreeMap<>(members);
    both.entrySet().removeIf(m -> !m.getValue().equals(other.members.get(m.getKey())));
    return new InclusionSet(both);
  }

  /** Whether the other has every member of this one, with the same contribution. */
  public boolean isSubsetOf(InclusionSet other) {
    return other.members.entrySet().containsAll(members.entrySet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InclusionSet set && members.equals(set.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  @Override
  public String toString() {
    return members.keySet().toString();
  }
}

package io.tributary.protocol.fake;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A federation's parties with their secret keys: {@code r01…}, {@code n1…}, {@code vetter-1…},
 * {@code coordinator} and the querier {@code alice}, each of an organisation of its own.
 */
public final class Roster {
  private final Map<PartyId, Member> members = new LinkedHashMap<>();

  /**
   * One party.
   *
   * @param organisation digest of the organisation's name
   */
  public record Member(
      PartyId id, Role role, Digest organisation, IdentityKey key, SealingKeyPair sealing) {}

  private Roster() {}

  /** Keys made from a seed; nothing is registered yet. */
  public static Roster of(long seed, int repositories, int nodes, int vetters) {
    SecureRandom random = Seeds.random(seed);
    Roster roster = new Roster();
    roster.add("coordinator", Role.COORDINATOR, random);
    roster.add("alice", Role.QUERIER, random);
    for (int i = 1; i <= vetters; i++) {
      roster.add("vetter-" + i, Role.VETTER, random);
    }
    for (int i = 1; i <= repositories; i++) {
      roster.add(String.format("r%02d", i), Role.REPOSITORY, random);
    }
    for (int i = 1; i <= nodes; i++) {
      roster.add("n" + i, Role.NODE, random);
    }
    return roster;
  }

  private void add(String name, Role role, SecureRandom random) {
    PartyId id = new PartyId(name);
    members.put(
        id,
        new Member(
            id,
            role,
            organisation(name),
            IdentityKey.random(random),
            SealingKeyPair.generate(random)));
  }

  /** The digest of an organisation's name. */
  public static Digest organisation(String name) {
    return Digests.keccak256(("org " + name).getBytes(StandardCharsets.UTF_8));
  }

  /** Registers everyone; the roster's order is the order here. */
  public Roster register(FakeLedger ledger) {
    for (Member m : members.values()) {
      ledger.register(
          m.id(), m.role(), m.organisation(), m.key().address(), m.sealing().publicKey());
    }
    return this;
  }

  /** Vets a job with every vetter's approval, and returns the approvals. */
  public List<Signed<Approval>> vet(FakeLedger ledger, Digest jobDigest, long expires) {
    List<Signed<Approval>> approvals = approvals(ledger, jobDigest, expires);
    ledger.vetJob(approvals);
    return approvals;
  }

  /** Every vetter's approval with epoch 1, without telling the ledger. */
  public List<Signed<Approval>> approvals(FakeLedger ledger, Digest jobDigest, long expires) {
    List<Signed<Approval>> approvals = new ArrayList<>();
    for (PartyId vetter : ids(Role.VETTER)) {
      Approval approval = new Approval(vetter, jobDigest, expires, 1);
      approvals.add(sign(ledger, vetter, approval));
    }
    return approvals;
  }

  /** Signs with a party's key. */
  public <T extends Statement> Signed<T> sign(FakeLedger ledger, PartyId party, T statement) {
    return member(party).key().sign(ledger.domain(), statement);
  }

  public Member member(PartyId id) {
    Member member = members.get(id);
    if (member == null) {
      throw new IllegalArgumentException("no member " + id);
    }
    return member;
  }

  public Member member(String id) {
    return member(new PartyId(id));
  }

  public List<Member> members() {
    return List.copyOf(members.values());
  }

  /** Ids of a role, sorted. */
  public List<PartyId> ids(Role role) {
    return members.values().stream()
        .filter(m -> m.role() == role)
        .map(Member::id)
        .sorted()
        .toList();
  }

  public List<PartyId> repositories() {
    return ids(Role.REPOSITORY);
  }

  public List<PartyId> nodes() {
    return ids(Role.NODE);
  }

  public Member coordinator() {
    return member("coordinator");
  }

  public Member querier() {
    return member("alice");
  }
}

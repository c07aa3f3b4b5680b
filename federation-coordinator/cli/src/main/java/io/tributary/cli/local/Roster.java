package io.tributary.cli.local;

import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Federation.Member;
import io.tributary.cli.home.KeyRing;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.statement.IdentityKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Who takes part in a local federation, and how they get on its ledger. */
final class Roster {
  private final FederationSpec spec;
  private final KeyRing keys;

  Roster(FederationSpec spec, KeyRing keys) {
    this.spec = spec;
    this.keys = keys;
  }

  /** Everyone but the repositories, which follow from the data. */
  List<Member> founders() {
    List<Member> members = new ArrayList<>();
    members.add(member(FederationSpec.QUERIER, "querier", "asks"));
    FederationSpec.vetterIds().forEach(id -> members.add(member(id, "vetter", "vets jobs")));
    members.add(member("coordinator", "coordinator", ""));
    spec.nodeIds().forEach(id -> members.add(member(id, "node", "")));
    return members;
  }

  /** The federation of these members, and the processes that are no parties. */
  Federation federation(List<Member> members, LocalLedger ledger) {
    List<Member> all = new ArrayList<>(members);
    all.add(member("broker", "broker", "relay"));
    all.add(member("sink", "sink", "writes to the ledger"));
    boolean local = spec.ledgerUrl().isEmpty();
    if (local) {
      all.add(member("chain", "chain", "local Ethereum node"));
    }
    return new Federation(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        new Federation.LedgerAddress(
            ledger.url().toString(),
            ledger.domain().chainId(),
            ledger.domain().contract().hex(),
            local),
        "",
        "",
        all);
  }

  static Member repository(LocalFederation.Repository repository) {
    return member(repository.id(), "repository", repository.label());
  }

  /** Writes a member on the ledger's roster; its keys are made here if they are not there yet. */
  void register(Member member, LocalLedger ledger) {
    try (IdentityKey key = keys.identity(member.id())) {
      Digest sealing = member.kind().equals("node") ? keys.sealing(member.id()) : Digest.ZERO;
      ledger.register(
          new PartyId(member.id()), role(member), member.organisation(), key.address(), sealing);
    }
  }

  private static Role role(Member member) {
    return switch (member.kind()) {
      case "querier" -> Role.QUERIER;
      case "vetter" -> Role.VETTER;
      case "coordinator" -> Role.COORDINATOR;
      case "node" -> Role.NODE;
      default -> Role.REPOSITORY;
    };
  }

  private static Member member(String id, String kind, String label) {
    return new Member(id, kind, label, "operator of " + id, 0, 0);
  }
}

package io.tributary.protocol.fake;

import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.Party;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.Signatures;
import io.tributary.protocol.statement.Signed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parties, their keys by epoch, and whose signature counts: the contract's {@code Roster}. */
final class FakeRoster {
  private static final long CURRENT = Long.MAX_VALUE;

  private final Domain domain;
  private final Map<PartyId, Party> parties = new LinkedHashMap<>();
  private final Set<Address> used = new HashSet<>();

  FakeRoster(Domain domain) {
    this.domain = domain;
  }

  List<Party> parties() {
    return List.copyOf(parties.values());
  }

  void register(
      PartyId id, Role role, Digest organisation, Address address, Digest sealing, long now) {
    Reverted.unless(role != Role.NONE, "InvalidRole");
    Reverted.unless(!parties.containsKey(id), "PartyAlreadyRegistered");
    Reverted.unless(used.add(address), "AccountAlreadyUsed");
    List<Ledger.Key> keys = List.of(new Ledger.Key(1, address, sealing, now, CURRENT));
    parties.put(id, new Party(parties.size(), id, role, organisation, keys, true));
  }

  void rotate(PartyId id, Address address, Digest sealing, long now) {
    Party party = active(id);
    Reverted.unless(used.add(address), "AccountAlreadyUsed");
    List<Ledger.Key> keys = ended(party, now);
    keys.add(new Ledger.Key(keys.size() + 1, address, sealing, now, CURRENT));
    replace(party, keys, true);
  }

  void depart(PartyId id, long now) {
    Party party = active(id);
    replace(party, ended(party, now), false);
  }

  private static List<Ledger.Key> ended(Party party, long now) {
    List<Ledger.Key> keys = new ArrayList<>(party.keys());
    Ledger.Key last = party.key();
    keys.set(
        keys.size() - 1,
        new Ledger.Key(last.epoch(), last.address(), last.sealing(), last.since(), now));
    return keys;
  }

  private void replace(Party p, List<Ledger.Key> keys, boolean active) {
    parties.put(
        p.id(),
        new Party(p.index(), p.id(), p.role(), p.organisation(), List.copyOf(keys), active));
  }

  Party known(PartyId id) {
    Party party = parties.get(id);
    Reverted.unless(party != null, "UnknownParty");
    return party;
  }

  Party active(PartyId id) {
    Party party = known(id);
    Reverted.unless(party.active(), "PartyNotActive");
    return party;
  }

  Party activeAs(PartyId id, Role role) {
    Party party = active(id);
    Reverted.unless(party.role() == role, "WrongRole");
    return party;
  }

  boolean isCurrent(PartyId id, int epoch) {
    Party party = parties.get(id);
    return party.active() && epoch == party.keys().size();
  }

  Digest checkNow(PartyId id, Role role, int epoch, Signed<?> signed) {
    Party party = activeAs(id, role);
    Reverted.unless(party.keys().size() == epoch, "KeyNotValid");
    return checkAccount(party.key().address(), signed);
  }

  Digest checkForRun(PartyId id, Role role, int epoch, long openedAt, Signed<?> signed) {
    Party party = known(id);
    Reverted.unless(party.role() == role, "WrongRole");
    Reverted.unless(party.key(epoch).isPresent(), "KeyNotValid");
    Ledger.Key key = party.key(epoch).orElseThrow();
    boolean atOpening = key.since() <= openedAt && openedAt < key.until();
    Reverted.unless(key.until() == CURRENT || atOpening, "KeyNotValid");
    return checkAccount(key.address(), signed);
  }

  Digest checkAccount(Address account, Signed<?> signed) {
    Reverted.unless(signer(signed).equals(account), "WrongSigner");
    return Eip712.digest(domain, signed.statement());
  }

  /** The active party of the role whose current key signed. */
  Party signerOf(Signed<?> signed, Role role) {
    Address account = signer(signed);
    Party party =
        parties.values().stream()
            .filter(p -> p.keys().stream().anyMatch(k -> k.address().equals(account)))
            .findFirst()
            .orElseThrow(() -> new Reverted("UnknownSigner"));
    activeAs(party.id(), role);
    Reverted.unless(party.key().address().equals(account), "KeyNotValid");
    return party;
  }

  Address signer(Signed<?> signed) {
    try {
      return Signatures.recover(domain, signed);
    } catch (ProtocolException e) {
      throw new Reverted("ECDSAInvalidSignature");
    }
  }
}

package io.tributary.protocol.flow;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.Party;
import io.tributary.protocol.port.Ledger.Role;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The ledger's roster as it was read.
 *
 * @param parties in roster order
 */
public record Roster(List<Party> parties) {
  public Roster {
    parties = List.copyOf(parties);
  }

  /** Reads it; what the ledger throws passes through. */
  public static Roster of(Ledger ledger) {
    return new Roster(ledger.parties());
  }

  public Optional<Party> find(PartyId id) {
    return parties.stream().filter(party -> party.id().equals(id)).findFirst();
  }

  /** The party, if it is active in this role. */
  public Optional<Party> active(PartyId id, Role role) {
    return find(id).filter(party -> party.active() && party.role() == role);
  }

  /** All active parties of a role, by id. */
  public List<PartyId> active(Role role) {
    return parties.stream()
        .filter(party -> party.active() && party.role() == role)
        .map(Party::id)
        .sorted()
        .toList();
  }

  /** How many distinct organisations stand behind these parties; unknown parties count nothing. */
  public int organisations(Collection<PartyId> ids) {
    return (int)
        ids.stream()
            .map(this::find)
            .flatMap(Optional::stream)
            .map(Party::organisation)
            .distinct()
            .count();
  }
}

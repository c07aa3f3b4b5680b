package io.tributary.protocol.flow;

import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import io.tributary.protocol.statement.Verifier;
import java.util.List;
import java.util.Optional;

/** Who a process is: its id and its signing key. Prints no key. */
public final class Identity {
  private final PartyId id;
  private final IdentityKey key;

  public Identity(PartyId id, IdentityKey key) {
    this.id = id;
    this.key = key;
  }

  public PartyId id() {
    return id;
  }

  public <T extends Statement> Signed<T> sign(Ledger ledger, T statement) {
    return key.sign(ledger.domain(), statement);
  }

  /**
   * Where this process stands on the roster.
   *
   * @throws io.tributary.protocol.error.ProtocolException UNKNOWN_PARTY if the roster has this key
   *     under no epoch of this party
   * @throws io.tributary.protocol.port.LedgerException if the ledger is silent
   */
  public Standing standing(Ledger ledger) {
    Ledger.Party party =
        Roster.of(ledger).find(id).orElseThrow(() -> unknown("it is not on the roster"));
    Ledger.Key mine = key(party).orElseThrow(() -> unknown("the roster has other keys for it"));
    return new Standing(party.index(), mine.epoch());
  }

  /**
   * Whether what this process signs counts in a run: its key may have been rotated away before the
   * run was opened, or not be on the roster yet, and then it had better say nothing (PROTOCOL 4.5).
   *
   * @throws io.tributary.protocol.port.LedgerException if the ledger is silent
   */
  public boolean counts(Ledger ledger, RunId run) {
    Verifier verifier = new Verifier(ledger);
    return Roster.of(ledger)
        .find(id)
        .filter(
            party -> key(party).filter(k -> verifier.holds(party, k, Optional.of(run))).isPresent())
        .isPresent();
  }

  private Optional<Ledger.Key> key(Ledger.Party party) {
    return party.keys().stream().filter(k -> k.address().equals(key.address())).findFirst();
  }

  private RuntimeException unknown(String why) {
    return ProtocolErrors.of(
        Code.UNKNOWN_PARTY,
        "party " + id + " cannot sign: " + why,
        "Register the key on the ledger, or start with the key that is registered");
  }

  /**
   * Place on the roster.
   *
   * @param lane the party's lane of the statements topic
   * @param epoch of the key in use
   */
  public record Standing(int lane, int epoch) {
    /** A message as a record on the party's own lane. */
    public BusRecord record(RunId run, Message message) {
      return new BusRecord(Topics.STATEMENTS, lane, run.toString(), Messages.write(message));
    }

    /** Publishes a message on the party's own lane. */
    public void publish(RunId run, Message message, Outbox out) {
      out.publish(List.of(record(run, message)));
    }
  }
}

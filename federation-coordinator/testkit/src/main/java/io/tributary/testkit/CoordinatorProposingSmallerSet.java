package io.tributary.testkit;

import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.ProposalMessage;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Proposal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Answers every checked set with the proposal of the same set less one. */
public final class CoordinatorProposingSmallerSet extends CheatingParty {
  private final Federation federation;
  private final Identity me;

  public CoordinatorProposingSmallerSet(Federation federation, Party honest, PartyId me) {
    super(honest);
    this.federation = federation;
    this.me = federation.identity(me);
  }

  @Override
  protected List<BusRecord> alter(List<BusRecord> batch) {
    return batch;
  }

  @Override
  public void receive(Tx tx, Delivery delivery, Outbox out) {
    super.receive(tx, delivery, out);
    Message message = Messages.read(delivery.value());
    if (message instanceof CheckedMessage checked && checked.set().size() > 1) {
      out.publish(List.of(smaller(checked)));
    }
  }

  private BusRecord smaller(CheckedMessage checked) {
    SortedMap<PartyId, Digest> members = new TreeMap<>(checked.set().members());
    members.remove(members.lastKey());
    InclusionSet set = InclusionSet.of(members);
    Identity.Standing standing = me.standing(federation.ledger());
    Proposal statement =
        new Proposal(
            me.id(),
            checked.signed().statement().runId(),
            set.root(),
            set.size(),
            standing.epoch());
    ProposalMessage message = new ProposalMessage(me.sign(federation.ledger(), statement), set);
    return new BusRecord(
        Topics.STATEMENTS, standing.lane(), statement.runId().toString(), Messages.write(message));
  }
}

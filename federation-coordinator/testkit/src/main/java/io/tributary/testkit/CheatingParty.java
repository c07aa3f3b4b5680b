package io.tributary.testkit;

import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.party.Done;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An honest party whose records pass through the hands of a dishonest operator. */
public abstract class CheatingParty implements Party {
  private final Party honest;

  protected CheatingParty(Party honest) {
    this.honest = honest;
  }

  /** What is sent in place of a batch; empty to send nothing. */
  protected abstract List<BusRecord> alter(List<BusRecord> batch);

  /** The message of a record, if it is one. */
  protected static Optional<Message> message(BusRecord item) {
    try {
      return Optional.of(Messages.read(item.value()));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private Outbox through(Outbox out) {
    return new Outbox() {
      @Override
      public void publish(List<BusRecord> batch) {
        List<BusRecord> altered = alter(batch);
        if (!altered.isEmpty()) {
          out.publish(altered);
        }
      }

      @Override
      public void send(List<BusRecord> records) {
        out.send(records.stream().flatMap(each -> alter(List.of(each)).stream()).toList());
      }
    };
  }

  @Override
  public Set<String> topics() {
    return honest.topics();
  }

  @Override
  public void receive(Tx tx, Delivery delivery, Outbox out) {
    honest.receive(tx, delivery, through(out));
  }

  @Override
  public void tick(Tx tx, long now, Outbox out) {
    honest.tick(tx, now, through(out));
  }

  @Override
  public Optional<Work> work(Tx tx, long now) {
    return honest.work(tx, now).map(work -> () -> through(work.run()));
  }

  @Override
  public Leave leave(Tx tx, List<BusRecord> batch, long now) {
    return honest.leave(tx, batch, now);
  }

  private Done through(Done done) {
    return (tx, now, out) -> done.apply(tx, now, through(out));
  }
}

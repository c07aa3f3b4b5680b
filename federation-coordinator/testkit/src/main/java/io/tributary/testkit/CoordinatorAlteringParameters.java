package io.tributary.testkit;

import io.tributary.coordinator.CoordinatorMain;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.run.Parameters;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells one repository another parameter than the querier signed. */
public final class CoordinatorAlteringParameters extends CheatingParty {
  private final String topic;

  public CoordinatorAlteringParameters(Party honest, PartyId victim) {
    super(honest);
    this.topic = Topics.dispatch(victim);
  }

  /** The same as a process of its own: takes what {@link CoordinatorMain} takes. */
  public static void main(String[] args) {
    PartyId victim = new PartyId("r02");
    CoordinatorMain.run(args, honest -> new CoordinatorAlteringParameters(honest, victim));
  }

  @Override
  protected List<BusRecord> alter(List<BusRecord> batch) {
    return batch.stream().map(this::alter).toList();
  }

  private BusRecord alter(BusRecord item) {
    if (!item.topic().equals(topic)) {
      return item;
    }
    RunDispatch sent = (RunDispatch) message(item).orElseThrow();
    Parameters signed = sent.parameters();
    SortedMap<String, String> values = new TreeMap<>(signed.values());
    values.merge(values.isEmpty() ? "least" : values.firstKey(), "1", String::concat);
    Message altered =
        new RunDispatch(
            sent.request(),
            sent.job(),
            sent.approvals(),
            new Parameters(values, signed.salt(), signed.purpose(), signed.fresh()));
    return new BusRecord(item.topic(), item.lane(), item.key(), Messages.write(altered));
  }
}

package io.tributary.testkit;

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

  @Override
  protected List<BusRecord> alter(List<BusRecord> batch) {
    return batch.stream().map(this::alter).toList();
  }

  private BusRecord alter(BusRecord item) {
    if (!item.topic().equals(topic)) {
      return item;
    }
    RunDispatch sent = (RunDispatch) message(item).orElseThrow();
    SortedMap<String, String> values = new TreeMap<>(sent.parameters().values());
    values.put("least", "1");
    Message altered =
        new RunDispatch(
            sent.request(),
            sent.job(),
            sent.approvals(),
            new Parameters(values, sent.parameters().salt()));
    return new BusRecord(item.topic(), item.lane(), item.key(), Messages.write(altered));
  }
}

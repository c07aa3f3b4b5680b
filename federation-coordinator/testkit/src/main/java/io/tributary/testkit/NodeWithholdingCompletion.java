package io.tributary.testkit;

import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.BusRecord;
import java.util.List;

/** Sums, and does not say so. */
public final class NodeWithholdingCompletion extends CheatingParty {
  public NodeWithholdingCompletion(Party honest) {
    super(honest);
  }

  @Override
  protected List<BusRecord> alter(List<BusRecord> batch) {
    return batch.stream()
        .filter(r -> message(r).filter(CompletionMessage.class::isInstance).isEmpty())
        .toList();
  }
}

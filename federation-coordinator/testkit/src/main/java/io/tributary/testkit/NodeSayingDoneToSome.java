package io.tributary.testkit;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.run.EngineRecord;
import java.util.List;

/** Does its part of a comparison run, and does not tell one of the others that it is done. */
public final class NodeSayingDoneToSome extends CheatingParty {
  private final String withheld;

  public NodeSayingDoneToSome(Party honest, PartyId me, PartyId victim) {
    super(honest);
    withheld = Topics.mpc(me, victim);
  }

  @Override
  protected List<BusRecord> alter(List<BusRecord> batch) {
    return batch.stream().filter(record -> !isWithheld(record)).toList();
  }

  private boolean isWithheld(BusRecord record) {
    return record.topic().equals(withheld)
        && EngineRecord.parse(record.value()).kind() == EngineRecord.Kind.DONE;
  }
}

package io.tributary.testkit;

import io.tributary.protocol.fake.InMemoryStore;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Topics;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One node alone, so that a test says exactly what reaches it. */
final class NodeBench {
  private final Federation federation;
  private final Party node;
  private final InMemoryStore store = new InMemoryStore();
  private long offset;

  NodeBench(Federation federation, String id) {
    this.federation = federation;
    this.node = federation.honest(new PartyId(id));
  }

  void receive(BusRecord item) {
    Delivery delivery = new Delivery(item.topic(), item.lane(), offset++, item.key(), item.value());
    store.transact(
        tx -> {
          node.receive(tx, delivery, batch -> {});
          return true;
        });
  }

  /** A message on the lane of its author. */
  void receive(Message message, PartyId author) {
    receive(new BusRecord(Topics.STATEMENTS, lane(author), "", Messages.write(message)));
  }

  private int lane(PartyId author) {
    return federation.ledger().parties().stream()
        .filter(party -> party.id().equals(author))
        .mapToInt(Ledger.Party::index)
        .findFirst()
        .orElseThrow();
  }

  /** Bytes in a table. */
  long bytes(String table) {
    return store.table(table).values().stream().mapToLong(value -> value.length).sum();
  }

  /** What comes before the first slash of the keys of a table: the runs, in most tables. */
  Set<String> runs(String table) {
    Map<String, byte[]> entries = store.table(table);
    Set<String> runs = new TreeSet<>();
    entries.keySet().forEach(key -> runs.add(key.split("/", 2)[0]));
    return runs;
  }

  int size(String table) {
    return store.table(table).size();
  }
}

package io.tributary.protocol.flow;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Store.Tx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps the books of what has come of runs before their dispatch: lanes are independent, so an
 * honest record may come early, but anybody can make up run ids. Each party has a share of the
 * space of its own; what it fills up pushes out its own oldest run, and nobody else's (PROTOCOL
 * 10.2). What is kept, and how it is dropped, is the caller's business.
 */
public final class EarlyRuns {
  private final String order;
  private final String places;
  private final int mostRuns;
  private final long mostBytes;

  /**
   * Books with a name of their own in the store.
   *
   * @param mostRuns of one party
   * @param mostBytes of one party, over all its runs
   */
  public EarlyRuns(String name, int mostRuns, long mostBytes) {
    this.order = name + "-order";
    this.places = name + "-places";
    this.mostRuns = mostRuns;
    this.mostBytes = mostBytes;
  }

  private record Entry(RunId run, long bytes) {
    byte[] toBytes() {
      return text(run + "/" + bytes);
    }

    static Entry of(byte[] stored) {
      String[] parts = string(stored).split("/", 2);
      return new Entry(RunId.parse(parts[0]), Long.parseLong(parts[1]));
    }
  }

  /**
   * Notes that so many more bytes of a party's are kept of a run.
   *
   * @return the party's runs that must be dropped to make room, oldest first; this one may be among
   *     them
   */
  public List<RunId> add(Tx tx, PartyId party, RunId run, long bytes) {
    Map<String, Entry> kept = kept(tx, party);
    String key = tx.get(places, place(run, party)).map(EarlyRuns::string).orElse(next(party, kept));
    long before = Optional.ofNullable(kept.get(key)).map(Entry::bytes).orElse(0L);
    kept.put(key, new Entry(run, before + bytes));
    tx.put(order, key, kept.get(key).toBytes());
    tx.put(places, place(run, party), text(key));
    return drop(tx, party, kept);
  }

  /** The run has its dispatch: it is early no more. Returns whose records of it were kept. */
  public Set<PartyId> known(Tx tx, RunId run) {
    Set<PartyId> parties = new TreeSet<>();
    for (Map.Entry<String, byte[]> entry : tx.scan(places, run + "/").entrySet()) {
      parties.add(new PartyId(entry.getKey().substring(entry.getKey().indexOf('/') + 1)));
      tx.delete(order, string(entry.getValue()));
      tx.delete(places, entry.getKey());
    }
    return parties;
  }

  private List<RunId> drop(Tx tx, PartyId party, Map<String, Entry> kept) {
    List<RunId> dropped = new ArrayList<>();
    long bytes = kept.values().stream().mapToLong(Entry::bytes).sum();
    int runs = kept.size();
    for (Map.Entry<String, Entry> oldest : kept.entrySet()) {
      if (runs <= mostRuns && bytes <= mostBytes) {
        break;
      }
      tx.delete(order, oldest.getKey());
      tx.delete(places, place(oldest.getValue().run(), party));
      dropped.add(oldest.getValue().run());
      bytes -= oldest.getValue().bytes();
      runs--;
    }
    return dropped;
  }

  /** A party's runs, oldest first. */
  private Map<String, Entry> kept(Tx tx, PartyId party) {
    Map<String, Entry> kept = new LinkedHashMap<>();
    tx.scan(order, party + "/").forEach((key, entry) -> kept.put(key, Entry.of(entry)));
    return kept;
  }

  private static String next(PartyId party, Map<String, Entry> kept) {
    long last = 0;
    for (String key : kept.keySet()) {
      last = Long.parseLong(key.substring(key.indexOf('/') + 1));
    }
    return String.format("%s/%019d", party, last + 1);
  }

  private static String place(RunId run, PartyId party) {
    return run + "/" + party;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String string(byte[] text) {
    return new String(text, StandardCharsets.US_ASCII);
  }
}

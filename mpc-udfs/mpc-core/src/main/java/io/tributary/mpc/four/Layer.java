package io.tributary.mpc.four;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happens in one exchange: steps whose results need it, then steps that follow by themselves.
 * All joint messages of a layer with the same sender, backup and receiver make up one section,
 * whatever the number of steps and cells.
 */
record Layer(List<Op> interactive, List<Op> locals, List<Section> sections) {
  /** A sender's words for one receiver under one backup, and where they lie in the body. */
  record Section(Transfer route, int words, int offset) {}

  static Layer of(List<Op> ops) {
    List<Op> interactive = ops.stream().filter(Op::isInteractive).toList();
    List<Op> locals = ops.stream().filter(op -> !op.isInteractive()).toList();
    return new Layer(interactive, locals, sections(interactive));
  }

  private static List<Section> sections(List<Op> interactive) {
    Map<Integer, Integer> words = new TreeMap<>();
    Map<Integer, Transfer> routes = new TreeMap<>();
    for (Op op : interactive) {
      for (Transfer transfer : op.transfers()) {
        int key = order(transfer);
        words.merge(key, op.transferWords(), (a, b) -> checked(a + (long) b));
        routes.put(key, transfer);
      }
    }
    List<Section> sections = new ArrayList<>();
    Map<Integer, Integer> offsets = new TreeMap<>();
    for (int key : words.keySet()) {
      int link = key >> 3;
      int offset = offsets.getOrDefault(link, 0);
      sections.add(new Section(routes.get(key), words.get(key), offset));
      offsets.put(link, checked(offset + (long) words.get(key)));
    }
    return List.copyOf(sections);
  }

  private static int checked(long words) {
    if (words > Integer.MAX_VALUE / Long.BYTES) {
      throw new IllegalArgumentException(
          "circuit: more than 2 GiB between two parties in one layer; cut the cells into parts");
    }
    return (int) words;
  }

  /** By sender, then receiver, then backup. */
  private static int order(Transfer transfer) {
    return ((transfer.sender() * Committee.PARTIES + transfer.receiver()) << 3)
        + transfer.backup()
        + 1;
  }

  /** Sections from one party to another, in the order of the body. */
  List<Section> between(int sender, int receiver) {
    return sections.stream()
        .filter(s -> s.route().sender() == sender && s.route().receiver() == receiver)
        .toList();
  }

  /** Bytes of the body from one party to another. */
  int bytesBetween(int sender, int receiver) {
    return between(sender, receiver).stream().mapToInt(Section::words).sum() * Long.BYTES;
  }

  /** Sections whose hash one party owes another, in the order of the message. */
  List<Section> backedBy(int backup, int receiver) {
    return sections.stream()
        .filter(s -> s.route().backup() == backup && s.route().receiver() == receiver)
        .toList();
  }
}

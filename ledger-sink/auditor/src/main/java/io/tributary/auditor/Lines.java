package io.tributary.auditor;

import io.tributary.protocol.statement.Statement;
import io.tributary.protocol.transcript.Entries;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.Leaf;
import io.tributary.protocol.transcript.LineOrder;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptException;
import io.tributary.protocol.transcript.TranscriptFile;
import java.util.ArrayList;
import java.util.List;

/** All lines of a transcript: canonical, each in the file of its kind, in order, none twice. */
final class Lines {
  private final List<Line<Entry>> all;

  private Lines(List<Line<Entry>> all) {
    this.all = List.copyOf(all);
  }

  static Lines of(Transcript transcript) {
    List<Line<Entry>> all = new ArrayList<>();
    for (TranscriptFile file : TranscriptFile.values()) {
      read(transcript, file, all);
    }
    Lines lines = new Lines(all);
    lines.single(Entry.Request.class, Leaf.file(TranscriptFile.REQUEST));
    return lines;
  }

  private static void read(Transcript transcript, TranscriptFile file, List<Line<Entry>> all) {
    List<byte[]> bytes = transcript.lines(file);
    Entry previous = null;
    for (int i = 0; i < bytes.size(); i++) {
      Leaf leaf = Leaf.line(file, i + 1);
      try {
        Entry entry = Entries.read(file, i + 1, bytes.get(i));
        AuditFault.unless(
            previous == null || LineOrder.compare(previous, entry) < 0,
            leaf,
            "the line is out of order, or there twice");
        all.add(new Line<>(leaf, entry));
        previous = entry;
      } catch (TranscriptException e) {
        throw new AuditFault(leaf, e.getMessage(), e);
      }
    }
  }

  /** Number of lines. */
  int size() {
    return all.size();
  }

  /** The lines of a kind. */
  <E extends Entry> List<Line<E>> of(Class<E> kind) {
    return all.stream()
        .filter(line -> kind.isInstance(line.entry()))
        .map(line -> new Line<>(line.leaf(), kind.cast(line.entry())))
        .toList();
  }

  /** The lines that hold a statement of a type. */
  List<Line<Entry.OfStatement>> about(Class<? extends Statement> type) {
    return of(Entry.OfStatement.class).stream()
        .filter(line -> type.isInstance(line.statement()))
        .toList();
  }

  /** The one line of a kind. */
  <E extends Entry> Line<E> single(Class<E> kind, Leaf file) {
    List<Line<E>> found = of(kind);
    AuditFault.unless(
        found.size() == 1, file, "holds " + found.size() + " lines of a kind that is there once");
    return found.get(0);
  }
}

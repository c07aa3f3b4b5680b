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

/** All lines of a transcript: canonical, each in the file of its kind. */
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
    for (int i = 0; i < bytes.size(); i++) {
      Leaf leaf = Leaf.line(file, i + 1);
      try {
        all.add(new Line<>(file, leaf, Entries.read(file, i + 1, bytes.get(i))));
      } catch (TranscriptException e) {
        throw new AuditFault(leaf, e.getMessage(), e);
      }
    }
  }

  /** Lines are sorted, and none is there twice. */
  String order() {
    for (int i = 1; i < all.size(); i++) {
      Line<Entry> before = all.get(i - 1);
      Line<Entry> line = all.get(i);
      AuditFault.unless(
          !line.isInFileOf(before) || LineOrder.compare(before.entry(), line.entry()) < 0,
          line.leaf(),
          "the line is out of order, or there twice");
    }
    return "sorted, none twice";
  }

  /** Number of lines. */
  int size() {
    return all.size();
  }

  /** The lines of a kind. */
  <E extends Entry> List<Line<E>> of(Class<E> kind) {
    return all.stream()
        .filter(line -> kind.isInstance(line.entry()))
        .map(line -> new Line<>(line.file(), line.leaf(), kind.cast(line.entry())))
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
    AuditFault.unless(!found.isEmpty(), file, "is empty");
    AuditFault.unless(
        found.size() == 1, found.get(found.size() - 1).leaf(), "a second one of these");
    return found.get(0);
  }
}

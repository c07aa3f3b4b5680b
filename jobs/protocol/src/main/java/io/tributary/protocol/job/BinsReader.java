package io.tributary.protocol.job;

import io.tributary.protocol.job.JobDefinition.BinRange;
import io.tributary.protocol.job.JobDefinition.Bins;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads the bins of {@code job.yaml}: the public resolution of order statistics. */
final class BinsReader {
  private BinsReader() {}

  static Bins bins(String name, StrictNode node) {
    DefinitionReader.checkIdentifier(name, node);
    return node.map(
        n -> {
          Optional<Object> from = n.optional("from", StrictNode::scalar);
          Optional<Object> to = n.optional("to", StrictNode::scalar);
          Optional<BigDecimal> width = n.optional("width", StrictNode::number);
          Optional<List<Object>> values = n.optional("values", v -> v.items(StrictNode::scalar));
          Optional<Object> other = n.optional("other", StrictNode::scalar);
          boolean range = from.isPresent() && to.isPresent() && width.isPresent();
          boolean list = values.filter(v -> !v.isEmpty()).isPresent() && other.isPresent();
          boolean mixed =
              range == list
                  || (range && (values.isPresent() || other.isPresent()))
                  || (list && (from.isPresent() || to.isPresent() || width.isPresent()));
          if (mixed) {
            n.note(
                n.wrong(
                    "bins are either a range or a list",
                    "every value counts as its bin's, and the bins are public",
                    "write {from: 0, to: 100, width: 0.5}, or {values: [a, b], other: b}"));
          }
          return new Bins(
              name,
              range
                  ? Optional.of(new BinRange(from.get(), to.get(), width.get()))
                  : Optional.empty(),
              values.orElse(List.of()),
              other);
        });
  }
}

package io.tributary.jobspark;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.ConcatWs;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.Overlay;
import org.apache.spark.sql.catalyst.expressions.ScalarSubquery;
import org.apache.spark.sql.catalyst.expressions.StringLPad;
import org.apache.spark.sql.catalyst.expressions.StringRPad;
import org.apache.spark.sql.catalyst.expressions.StringReplace;
import org.apache.spark.sql.types.StringType;

/** How long the texts are that an expression makes; what could grow without limit is refused. */
final class TextSizes {
  /** Numbers, dates and timestamps as text. */
  private static final TextSize SCALAR = TextSize.of(64);

  private final Extents extents;
  private final Ranges ranges;

  TextSizes(Extents extents, Ranges ranges) {
    this.extents = extents;
    this.ranges = ranges;
  }

  /** The length of the result; of no meaning for other types than text. */
  TextSize of(Expression expression) {
    if (!(expression.dataType() instanceof StringType)) {
      return SCALAR;
    } else if (expression instanceof Literal literal) {
      return TextSize.of(literal.value() == null ? 0 : literal.value().toString().length());
    } else if (expression instanceof Attribute attribute) {
      return extents.of(attribute).size();
    } else if (expression instanceof OuterReference outer) {
      return extents.of(outer.e().toAttribute()).size();
    } else if (expression instanceof ScalarSubquery query) {
      return extents.of(query.plan().output().head()).size();
    } else if (expression instanceof CaseWhen
        || expression instanceof If
        || expression instanceof Coalesce) {
      return Choice.branches(expression).stream()
          .map(b -> ranges.within(expression, b, () -> of(b.value())))
          .reduce(TextSize::most)
          .orElse(TextSize.NONE);
    }
    return checked(expression, made(expression));
  }

  private TextSize made(Expression expression) {
    List<Expression> parts = Trees.children(expression);
    if (expression instanceof Concat || expression instanceof Overlay) {
      return sum(parts);
    } else if (expression instanceof ConcatWs) {
      return sum(parts.subList(1, parts.size())).plus(of(parts.get(0)).times(parts.size()));
    } else if (expression instanceof StringLPad || expression instanceof StringRPad) {
      return TextSize.of(most(parts.get(1)));
    } else if (expression instanceof StringReplace) {
      return replaced(parts);
    }
    // All others give a part of an argument, or one as long.
    return parts.stream().map(this::of).reduce(TextSize::most).orElse(SCALAR);
  }

  private TextSize sum(List<Expression> parts) {
    return parts.stream().map(this::of).reduce(TextSize::plus).orElse(TextSize.NONE);
  }

  private long most(Expression number) {
    Optional<Interval> interval = ranges.of(number);
    return interval.map(i -> i.upper().min(BigDecimal.valueOf(1L << 40)).longValue()).orElse(0L);
  }

  /** Each character becomes at most a replacement of one of the searched text's length. */
  private TextSize replaced(List<Expression> parts) {
    TextSize search = of(parts.get(1));
    TextSize replacement = of(parts.get(2));
    if (replacement.equals(TextSize.NONE)) {
      return of(parts.get(0));
    }
    if (search.copies() > 0 || replacement.copies() > 0 || !parts.get(1).foldable()) {
      return new TextSize(Long.MAX_VALUE >> 24, 0);
    }
    long length = Math.max(1, search.characters());
    return of(parts.get(0)).times((replacement.characters() + length - 1) / length);
  }

  private TextSize checked(Expression expression, TextSize size) {
    if (!size.isTooLong()) {
      return size;
    }
    ranges
        .problems()
        .at(
            expression,
            "this text could grow very long",
            "a text may be made of at most "
                + TextSize.LIMIT.copies()
                + " texts of the inputs and "
                + TextSize.LIMIT.characters()
                + " further characters",
            "use constant, smaller lengths, and put fewer texts together");
    return TextSize.NONE;
  }
}

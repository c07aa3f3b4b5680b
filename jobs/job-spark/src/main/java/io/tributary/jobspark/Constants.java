package io.tributary.jobspark;

import io.tributary.protocol.job.SqlType;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.DateFormatClass;
import org.apache.spark.sql.catalyst.expressions.ElementAt;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetTimestamp;
import org.apache.spark.sql.catalyst.expressions.Like;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NextDay;
import org.apache.spark.sql.catalyst.expressions.RLike;
import org.apache.spark.sql.catalyst.expressions.TruncDate;
import org.apache.spark.sql.catalyst.expressions.TruncTimestamp;
import org.apache.spark.sql.catalyst.util.DateTimeUtils$;
import org.apache.spark.sql.catalyst.util.LegacyDateFormats$;
import org.apache.spark.sql.catalyst.util.TimestampFormatter;
import org.apache.spark.sql.catalyst.util.TimestampFormatter$;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Arguments that must be constants, and good ones: what a pattern, a format or a unit means is
 * settled when the job is signed, and cannot fail when it runs.
 */
final class Constants {
  /** Letters of a date format whose text depends on nothing but the value. */
  private static final Set<Character> FORMAT = letters("yMdHhmsSaEDuQqk");

  private static final Pattern TIME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([ T][0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\\.[0-9]{1,6})?)?("
              + " ?(Z|[+-][0-9]{2}:[0-9]{2}))?)?");

  private final Problems problems;

  Constants(Problems problems) {
    this.problems = problems;
  }

  /** Whether a text names a day, and not one such as today, or an hour of today. */
  static boolean isFixedTime(String text) {
    return TIME.matcher(text.strip()).matches();
  }

  private static Set<Character> letters(String all) {
    return Set.copyOf(all.chars().mapToObj(c -> (char) c).toList());
  }

  void check(Expression expression) {
    if (expression instanceof Like like) {
      constant(expression, like.right(), "LIKE", "a pattern")
          .flatMap(p -> PatternCost.refusesLike(p, like.escapeChar()))
          .ifPresent(why -> bad(expression, "the pattern of LIKE", why, "write a simpler one"));
    } else if (expression instanceof RLike like) {
      constant(expression, like.right(), "RLIKE", "a pattern")
          .flatMap(PatternCost::refusesRegex)
          .ifPresent(
              why ->
                  bad(
                      expression,
                      "the pattern of RLIKE",
                      why,
                      "write a simpler one, or use LIKE, contains, startswith and endswith"));
    } else if (expression instanceof TruncTimestamp truncation) {
      constant(expression, truncation.format(), "date_trunc", "a unit")
          .filter(u -> level(u) < DateTimeUtils$.MODULE$.TRUNC_TO_MICROSECOND())
          .ifPresent(u -> bad(expression, "the unit", "date_trunc knows no such unit", "'month'"));
    } else if (expression instanceof TruncDate truncation) {
      constant(expression, truncation.format(), "trunc", "a unit")
          .filter(u -> level(u) < DateTimeUtils$.MODULE$.MIN_LEVEL_OF_DATE_TRUNC())
          .ifPresent(u -> bad(expression, "the unit", "trunc knows no such unit", "'month'"));
    } else if (expression instanceof NextDay next) {
      constant(expression, next.right(), "next_day", "a day of the week")
          .filter(d -> !isDay(d))
          .ifPresent(d -> bad(expression, "the day", "it is no day of the week", "'MON'"));
    } else if (expression instanceof GetTimestamp parsing) {
      parsed(parsing);
    } else if (expression instanceof DateFormatClass formatting) {
      constant(expression, formatting.right(), "date_format", "a format")
          .ifPresent(f -> format(expression, f, false));
    } else if (expression instanceof ElementAt element) {
      position(element);
    }
  }

  private static int level(String unit) {
    return DateTimeUtils$.MODULE$.parseTruncLevel(UTF8String.fromString(unit));
  }

  private static boolean isDay(String day) {
    try {
      return DateTimeUtils$.MODULE$.getDayOfWeekFromString(UTF8String.fromString(day)) >= 0;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private void parsed(GetTimestamp parsing) {
    if (parsing.failOnError()) {
      bad(
          parsing,
          "reading dates and timestamps from text",
          "it fails on some values and not on others",
          "use try_to_date or try_to_timestamp, which give NULL instead");
    }
    constant(parsing, parsing.right(), "reading text as a date", "a format")
        .ifPresent(f -> format(parsing, f, true));
  }

  private void format(Expression at, String format, boolean parsing) {
    boolean quoted = false;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      quoted ^= c == '\'';
      if (!quoted && !isFormat(c)) {
        bad(
            at,
            "the format",
            "'" + c + "' is not among what formats of jobs may have",
            "use years y, months M, days d, hours H, minutes m, seconds s and S");
        return;
      }
    }
    try {
      TimestampFormatter unused =
          TimestampFormatter$.MODULE$.apply(
              format,
              ZoneOffset.UTC,
              Locale.US,
              LegacyDateFormats$.MODULE$.SIMPLE_DATE_FORMAT(),
              parsing);
      unused.validatePatternString(true);
    } catch (RuntimeException e) {
      bad(at, "the format", "Spark does not know it", "write one such as 'yyyy-MM-dd'");
    }
  }

  private static boolean isFormat(char c) {
    return Character.isLetter(c) ? FORMAT.contains(c) : "[]{}#".indexOf(c) < 0;
  }

  private void position(ElementAt element) {
    Expression index = element.right();
    Object value = index.foldable() ? index.eval(null) : null;
    if (!(value instanceof Integer number) || number == 0) {
      bad(
          element,
          "the number of the part",
          "it must be a constant that is not zero",
          "write it as a number, from 1, or from -1 backwards");
    }
  }

  /** A constant text cast to something else must be well formed, and mean the same at any time. */
  void text(Cast cast) {
    Object value = ((Literal) cast.child()).value();
    boolean time = Types.ours(cast.dataType()).filter(SqlType::isTemporal).isPresent();
    if (time && value != null && !isFixedTime(value.toString())) {
      bad(
          cast,
          "this text",
          "it is not a date or a timestamp that says the same at any time",
          "write it as 1998-12-01 or as 1998-12-01 13:45:00");
      return;
    }
    try {
      Object unused = cast.eval(null);
    } catch (RuntimeException e) {
      bad(
          cast,
          "this text",
          "it is not a " + cast.dataType().sql(),
          "write it as 1998-12-01, as 1998-12-01 13:45:00 or as a plain number");
    }
  }

  /** The constant's text; empty after a problem and for NULL. */
  private Optional<String> constant(
      Expression at, Expression argument, String function, String what) {
    if (!argument.foldable()) {
      problems.at(
          at,
          function + " needs " + what + " that is constant",
          "one from the data can be malformed, or take very long",
          "write it as text");
      return Optional.empty();
    }
    return Optional.ofNullable(argument.eval(null)).map(Object::toString);
  }

  private void bad(Expression at, String what, String why, String fix) {
    problems.at(at, what + " is not allowed", why, fix);
  }
}

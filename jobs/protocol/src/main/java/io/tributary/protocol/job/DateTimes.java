package io.tributary.protocol.job;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/**
 * Dates and timestamps as text and as numbers. Years 1 to 9999, what Spark SQL's types are for;
 * timestamps are in UTC, written {@code 1998-12-01 13:45:00} with up to six digits of a second.
 */
final class DateTimes {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter(java.util.Locale.ROOT);

  private DateTimes() {}

  static LocalDate date(String text) {
    try {
      return checked(LocalDate.parse(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a date like 1998-12-01", e);
    }
  }

  /** With a blank or a T between date and time. */
  static LocalDateTime dateTime(String text) {
    try {
      LocalDateTime time = LocalDateTime.parse(text.replace('T', ' '), FORM);
      LocalDate unused = checked(time.toLocalDate());
      return time;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a timestamp like 1998-12-01 13:45:00", e);
    }
  }

  /** In UTC, which a Z at the end may say. */
  static Instant instant(String text) {
    String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    return dateTime(local).toInstant(ZoneOffset.UTC);
  }

  private static LocalDate checked(LocalDate date) {
    if (date.getYear() < 1 || date.getYear() > 9999) {
      throw new IllegalArgumentException("not between the years 1 and 9999");
    }
    return date;
  }

  static String write(Object value) {
    if (value instanceof LocalDate date) {
      return date.toString();
    }
    return FORM.format(value instanceof Instant instant ? local(instant) : (LocalDateTime) value);
  }

  private static LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  static long position(Object value) {
    if (value instanceof LocalDate date) {
      return date.toEpochDay();
    }
    Instant instant =
        value instanceof Instant utc ? utc : ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  static Object at(SqlType.Kind kind, long position) {
    Instant instant =
        kind == SqlType.Kind.DATE ? Instant.EPOCH : Instant.EPOCH.plus(position, ChronoUnit.MICROS);
    return switch (kind) {
      case DATE -> LocalDate.ofEpochDay(position);
      case TIMESTAMP -> instant;
      default -> local(instant);
    };
  }
}

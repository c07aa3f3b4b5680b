package io.tributary.party.policy;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Opening hours by the clock on the wall of a place. Hours that end before they begin go over
 * midnight and belong to the day on which they begin.
 *
 * @param days on which they begin
 * @param from first minute, {@code HH:MM}
 * @param to first minute that is too late; {@code 24:00} for the end of the day
 * @param zone such as {@code Europe/Amsterdam}, or UTC
 */
public record Hours(List<Day> days, String from, String to, String zone) {
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final String MIDNIGHT = "24:00";

  /** Days of the week. */
  public enum Day {
    MON,
    TUE,
    WED,
    THU,
    FRI,
    SAT,
    SUN;

    static Day of(DayOfWeek day) {
      return values()[day.ordinal()];
    }
  }

  public Hours {
    if (days.isEmpty() || new HashSet<>(days).size() != days.size()) {
      throw new IllegalArgumentException("days: name at least one, each once: [mon, tue]");
    }
    if (!TIME.matcher(from).matches()) {
      throw new IllegalArgumentException("from: a time is written \"08:00\"");
    }
    if (!TIME.matcher(to).matches() && !to.equals(MIDNIGHT)) {
      throw new IllegalArgumentException("to: a time is written \"18:00\", at most \"24:00\"");
    }
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          "from and to: they are the same; for the whole day write \"00:00\" and \"24:00\"");
    }
    try {
      ZoneId known = ZoneId.of(zone);
      zone = known.getId();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("zone: no such time zone; write one like Europe/Paris");
    }
  }

  /** Whether it is open at this time. */
  public boolean contain(Instant time) {
    ZonedDateTime there = time.atZone(ZoneId.of(zone));
    LocalTime clock = there.toLocalTime();
    Day today = Day.of(there.getDayOfWeek());
    boolean begun = !clock.isBefore(LocalTime.parse(from));
    if (to.equals(MIDNIGHT)) {
      return begun && days.contains(today);
    }
    boolean before = clock.isBefore(LocalTime.parse(to));
    if (from.compareTo(to) < 0) {
      return begun && before && days.contains(today);
    }
    Day yesterday = Day.of(there.getDayOfWeek().minus(1));
    return (begun && days.contains(today)) || (before && days.contains(yesterday));
  }
}

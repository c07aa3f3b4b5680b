package io.tributary.party.policy;

import static io.tributary.party.policy.Hours.Day.FRI;
import static io.tributary.party.policy.Hours.Day.MON;
import static io.tributary.party.policy.Hours.Day.SAT;
import static io.tributary.party.policy.Hours.Day.SUN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tributary.party.policy.Hours.Day;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HoursTest {
  /** 2026-06-01 is a Monday; Amsterdam is two hours ahead of UTC in summer, one in winter. */
  @ParameterizedTest
  @CsvSource({
    "2026-06-01T05:59:59Z, false",
    "2026-06-01T06:00:00Z, true",
    "2026-06-01T15:59:59Z, true",
    "2026-06-01T16:00:00Z, false",
    "2026-01-05T06:30:00Z, false",
    "2026-01-05T07:00:00Z, true",
    "2026-06-02T10:00:00Z, false",
    "2026-05-31T22:30:00Z, false",
  })
  void hours_ofOneDay_areThoseOfTheClockThere(Instant time, boolean open) {
    assertEquals(open, new Hours(List.of(MON), "08:00", "18:00", "Europe/Amsterdam").contain(time));
  }

  /** Friday evening to Saturday morning. */
  @ParameterizedTest
  @CsvSource({
    "2026-06-05T21:59:59Z, false",
    "2026-06-05T22:00:00Z, true",
    "2026-06-06T05:59:59Z, true",
    "2026-06-06T06:00:00Z, false",
    "2026-06-05T05:00:00Z, false",
    "2026-06-06T22:30:00Z, false",
    "2026-06-07T03:00:00Z, false",
  })
  void hours_overMidnight_belongToTheDayTheyBegin(Instant time, boolean open) {
    assertEquals(open, new Hours(List.of(FRI), "22:00", "06:00", "UTC").contain(time));
  }

  @Test
  void hours_overMidnightAndTheWeek_goOnOnMonday() {
    Hours sunday = new Hours(List.of(SUN), "23:00", "01:00", "UTC");
    assertEquals(true, sunday.contain(Instant.parse("2026-06-08T00:30:00Z")));
    assertEquals(false, sunday.contain(Instant.parse("2026-06-07T00:30:00Z")));
  }

  @Test
  void hours_ofTheWholeDay_leaveNoGap() {
    Hours all = new Hours(List.of(Day.values()), "00:00", "24:00", "Asia/Kathmandu");
    Instant start = Instant.parse("2026-03-28T00:00:00Z");
    for (int minute = 0; minute < 3 * 24 * 60; minute++) {
      assertEquals(true, all.contain(start.plusSeconds(60L * minute)));
    }
  }

  /** In the night of 29 March 2026 the clock there goes from 02:00 to 03:00. */
  @Test
  void hours_thatTheClockSkips_areShorterThatDay() {
    Hours night = new Hours(List.of(SAT, SUN), "01:30", "03:30", "Europe/Amsterdam");
    int open = 0;
    Instant start = Instant.parse("2026-03-29T00:00:00Z");
    for (int minute = 0; minute < 180; minute++) {
      open += night.contain(start.plusSeconds(60L * minute)) ? 1 : 0;
    }
    assertEquals(60, open);
  }

  @ParameterizedTest
  @CsvSource({
    "8:00, 18:00, UTC",
    "24:00, 18:00, UTC",
    "08:60, 18:00, UTC",
    "08:00, 24:01, UTC",
    "08:00, 08:00, UTC",
    "08:00, 18:00, Europe/Atlantis",
    "08:00, 18:00, ../etc/localtime",
    "' 08:00', 18:00, UTC",
    "٠٨:٠٠, 18:00, UTC",
  })
  void hours_thatAreNone_areRefused(String from, String to, String zone) {
    assertThrows(IllegalArgumentException.class, () -> new Hours(List.of(MON), from, to, zone));
  }

  @Test
  void hours_onNoDayOrTheSameTwice_areRefused() {
    for (List<Day> days : List.of(List.<Day>of(), List.of(MON, MON))) {
      assertThrows(IllegalArgumentException.class, () -> new Hours(days, "08:00", "18:00", "UTC"));
    }
  }
}

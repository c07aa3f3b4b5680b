package io.tributary.endtoend;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Trips of three groups that a minimum of ten without the largest contributor hides, so large that
 * the sums of their squares are numbers which do not occur by chance. Counts and plain sums of such
 * groups are too small to be looked for in memory.
 */
final class HiddenTrips {
  /** A question with all of them in it, which no other test asks. */
  static final String MAX_MILES = "1999.50";

  private static final long SEED = 41;

  /** A trip; money and miles in hundredths. */
  record Trip(
      String company, String repository, String payment, int hour, int fare, int tips, int miles) {
    String line() {
      return String.join(
          ",",
          company,
          payment,
          Integer.toString(hour),
          hundredths(fare),
          hundredths(tips),
          hundredths(miles));
    }

    private static String hundredths(int value) {
      return String.format(java.util.Locale.ROOT, "%d.%02d", value / 100, value % 100);
    }
  }

  private HiddenTrips() {}

  /** The same ones every time. */
  static List<Trip> all() {
    Random random = new Random(SEED);
    List<Trip> trips = new ArrayList<>();
    add(trips, "Pcard", 2, random);
    add(trips, "Prcard", 8, random);
    add(trips, "Unknown", 20, random);
    return trips;
  }

  /** Four are left of a group without those of its largest contributor. */
  private static void add(List<Trip> trips, String payment, int hour, Random random) {
    for (int trip = 0; trip < 44; trip++) {
      boolean large = trip < 40;
      String company = large ? "Amber" : trip < 42 ? "Birch" : "Cedar";
      String repository = large ? "r01" : trip < 42 ? "r02" : "others";
      trips.add(
          new Trip(
              company,
              repository,
              payment,
              hour,
              50_000 + random.nextInt(50_000),
              40_000 + random.nextInt(10_000),
              160_000 + random.nextInt(39_000)));
    }
  }

  /** Sums of squares by name: what the hidden cells hold that are large enough to be told apart. */
  static SortedMap<String, BigInteger> pooled() {
    return sums(trip -> "pooled");
  }

  /** The same of each repository by itself. */
  static SortedMap<String, BigInteger> parts() {
    return sums(Trip::repository);
  }

  private static SortedMap<String, BigInteger> sums(Function<Trip, String> whose) {
    SortedMap<String, BigInteger> sums = new TreeMap<>();
    for (Trip trip : all()) {
      String group = whose.apply(trip) + " " + trip.payment() + " ";
      add(sums, group + "fare", trip, Trip::fare);
      add(sums, group + "tips", trip, Trip::tips);
      add(sums, group + "miles", trip, Trip::miles);
    }
    sums.values().removeIf(sum -> !MemorySearch.canTell(sum));
    return sums;
  }

  private static void add(
      SortedMap<String, BigInteger> sums, String name, Trip trip, ToIntFunction<Trip> measure) {
    sums.merge(name, BigInteger.valueOf(measure.applyAsInt(trip)).pow(2), BigInteger::add);
  }
}

package io.tributary.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Made-up trips with the shape of real ones: uneven companies, blanks, payment types outside the
 * domain and fares beyond the bounds. Some values are canaries: they may be found in the
 * repositories' own tables and nowhere else.
 */
final class TaxiRows {
  /** A payment type that no domain knows. */
  static final String CANARY = "Canary-9f41c7";

  /** A fare on rows of large groups, so that no sum or average spells it. */
  static final String CANARY_FARE = "713.59";

  private static final String[] COMPANIES = {"Amber", "Birch", "Cedar", "", "Dune", "Elm"};
  private static final int[] WEIGHTS = {40, 25, 15, 12, 6, 2};
  private static final String[] PAYMENTS = {"Cash", "Credit Card", "No Charge", "Dispute", ""};

  private TaxiRows() {}

  static Path write(Path file, int rows, long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    lines.add("company,payment_type,trip_start_hour,fare,tips,trip_miles");
    for (int row = 0; row < rows; row++) {
      boolean canary = row % 97 == 0;
      lines.add(
          String.join(
              ",",
              company(random),
              canary ? CANARY : PAYMENTS[random.nextInt(PAYMENTS.length)],
              random.nextInt(20) == 0 ? "" : Integer.toString(random.nextInt(24)),
              row % 97 == 48 ? CANARY_FARE : fare(random),
              money(random, 2_000),
              money(random, 3_000)));
    }
    HiddenTrips.all().forEach(trip -> lines.add(trip.line()));
    return Files.write(file, lines);
  }

  private static String company(Random random) {
    int at = random.nextInt(100);
    int company = 0;
    while (at >= WEIGHTS[company]) {
      at -= WEIGHTS[company++];
    }
    return COMPANIES[company];
  }

  private static String fare(Random random) {
    return switch (random.nextInt(60)) {
      case 0 -> "";
      case 1 -> "4999.99";
      default -> money(random, 9_000);
    };
  }

  private static String money(Random random, int cents) {
    int amount = random.nextInt(cents);
    return String.format(java.util.Locale.ROOT, "%d.%02d", amount / 100, amount % 100);
  }
}

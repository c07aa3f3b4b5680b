package io.tributary.cli.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Made-up visits to a clinic, for an author who has no sample yet; the same every time. */
final class MadeUp {
  /** Its name in the job folder. */
  static final String FILE = "sample.csv";

  private static final int ROWS = 240;
  private static final String[] WARDS = {"children", "emergency", "surgery"};

  private MadeUp() {}

  static String text() {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("visit,ward,days,cost\n");
    for (int visit = 1; visit <= ROWS; visit++) {
      int days = random.nextInt(14);
      int cents = 5_000 + days * 20_000 + random.nextInt(30_000);
      csv.append(visit).append(',').append(WARDS[random.nextInt(WARDS.length)]).append(',');
      csv.append(days).append(',');
      csv.append(String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100)).append('\n');
    }
    return csv.toString();
  }

  static Path write(Path file) {
    try {
      return Files.writeString(file, text());
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary file cannot be written", e);
    }
  }
}

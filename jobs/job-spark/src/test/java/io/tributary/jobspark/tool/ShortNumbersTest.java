package io.tributary.jobspark.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.protocol.job.SqlType;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortNumbersTest {
  private static final List<SqlType> TYPES =
      List.of(
              "tinyint",
              "smallint",
              "int",
              "bigint",
              "decimal(4,2)",
              "decimal(18,6)",
              "decimal(38,4)",
              "decimal(5,0)")
          .stream()
          .map(SqlType::parse)
          .toList();

  /** Whatever it reads, the strict reader of the type reads as the same; wrong numbers never. */
  @Test
  void read_randomNumbers_isWhatTheTypeReads() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int taken = 0;
    for (int i = 0; i < 200_000; i++) {
      SqlType type = TYPES.get(random.nextInt(TYPES.size()));
      String text = text(random);
      Optional<Object> read = ShortNumbers.read(type, text);
      if (read.isPresent()) {
        taken++;
        assertEquals(type.read(plain(text)), read.get(), type + " " + text + " seed " + seed);
      }
    }
    assertEquals(true, taken > 20_000, "taken " + taken);
  }

  @Test
  void read_whatMustBeLookedAt_isLeft() {
    SqlType money = SqlType.parse("decimal(8,2)");
    for (String text :
        List.of(
            "",
            "+",
            "-",
            ".",
            "1e2",
            "1,0",
            "0.001",
            "1234567",
            "12345678901234567890",
            "1.2.3",
            " 1",
            "٣",
            "0".repeat(33))) {
      assertEquals(Optional.empty(), ShortNumbers.read(money, text), text);
    }
    assertEquals(Optional.empty(), ShortNumbers.read(SqlType.parse("tinyint"), "128"));
  }

  /** The strict reader takes neither a plus nor a bare point nor surplus zeros. */
  private static String plain(String text) {
    return new java.math.BigDecimal(text).stripTrailingZeros().toPlainString();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder(List.of("", "-", "+").get(random.nextInt(3)));
    for (int n = random.nextInt(12); n > 0; n--) {
      text.append(random.nextInt(10));
    }
    if (random.nextBoolean()) {
      text.append('.');
      for (int n = random.nextInt(7); n > 0; n--) {
        text.append(random.nextInt(3) == 0 ? random.nextInt(10) : 0);
      }
    }
    return text.toString();
  }
}

package io.tributary.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is offered for gas, and how far it is raised. */
final class FeesTest {
  private static final BigInteger CAP = BigInteger.valueOf(1_000);

  private static Fees fees(long tip, long most) {
    return new Fees(BigInteger.valueOf(tip), BigInteger.valueOf(most));
  }

  private static Fees at(long price, long tip) {
    return Fees.at(BigInteger.valueOf(price), BigInteger.valueOf(tip), CAP);
  }

  @Test
  void at_presentPrices_leavesRoomForTheBaseFeeToDouble() {
    assertEquals(fees(7, 207), at(100, 7));
  }

  @Test
  void at_pricesAboveTheCap_offersTheCap() {
    assertEquals(fees(7, 1_000), at(900, 7));
    assertEquals(fees(1_000, 1_000), at(900, 5_000));
  }

  @Test
  void raised_pricesAsBefore_isAQuarterMore() {
    assertEquals(Optional.of(fees(26, 501)), fees(20, 400).raised(at(10, 1), CAP));
  }

  @Test
  void raised_pricesHigher_isWhatTheyAsk() {
    assertEquals(Optional.of(fees(30, 630)), fees(20, 400).raised(at(300, 30), CAP));
    assertEquals(Optional.of(fees(30, 1_000)), fees(20, 400).raised(at(900, 30), CAP));
  }

  @Test
  void raised_againAndAgain_endsAtTheCap() {
    Fees fees = fees(20, 400);
    int raises = 0;
    for (Optional<Fees> next = Optional.of(fees); next.isPresent(); raises++) {
      fees = next.get();
      assertTrue(fees.most().compareTo(CAP) <= 0 && fees.tip().compareTo(fees.most()) <= 0);
      next = fees.raised(at(10, 1), CAP);
    }
    assertEquals(5, raises);
  }
}

package io.tributary.cli.demo.cheat;

import java.math.BigInteger;
import java.util.Set;
import java.util.SortedMap;

/** What the contract took of whom, and where it went. */
final class Fine {
  private Fine() {}

  /**
   * Tells it, and promises that it was taken of the cheat alone.
   *
   * @param lost wei by party
   * @param credited what the asker's account is owed of it, in wei
   */
  static void tell(
      CheatStory story,
      String cheat,
      SortedMap<String, BigInteger> lost,
      BigInteger credited,
      String asker) {
    BigInteger all = lost.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger burnt = all.subtract(credited);
    if (!lost.isEmpty()) {
      story.tell(
          "ledger",
          "takes "
              + Deposits.gwei(all)
              + " gwei of what "
              + String.join(", ", lost.keySet())
              + " had at stake: burns "
              + Deposits.gwei(burnt)
              + ", owes "
              + Deposits.gwei(credited)
              + " to the account that "
              + asker
              + " asked with");
    }
    story.promise(
        "only " + cheat + " is fined; what the others have at stake is whole",
        lost.keySet().equals(Set.of(cheat)));
    story.promise(
        "half of it is burnt, so that nobody gains by accusing itself",
        all.signum() > 0 && burnt.equals(all.subtract(all.shiftRight(1))));
  }
}

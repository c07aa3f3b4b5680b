package io.tributary.mpc;

import java.io.Serial;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Randomness of one trial of a property. A failure names the seed; {@code -Dtributary.seed=N} plays
 * it again.
 */
public final class Trial {
  private final Random random;

  private Trial(long seed) {
    random = new Random(seed);
  }

  /** Repeats a property with fresh seeds. */
  public static void repeat(int trials, Consumer<Trial> property) {
    Long given = Long.getLong("tributary.seed");
    Random seeds = new Random();
    for (int i = 0; i < (given == null ? trials : 1); i++) {
      long seed = given == null ? seeds.nextLong() : given;
      try {
        property.accept(new Trial(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("with -Dtributary.seed=" + seed + ": " + e, e);
      }
    }
  }

  /** Both ends included. */
  public int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Uniform words. */
  public long[] words(int count) {
    return random.longs(count).toArray();
  }

  /** A signed number of at most {@code bits} bits, often at an edge. */
  public BigInteger number(int bits) {
    BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
    return switch (between(0, 9)) {
      case 0 -> BigInteger.valueOf(between(-1, 1));
      case 1 -> half.negate().add(BigInteger.valueOf(between(0, 1)));
      case 2 -> half.subtract(BigInteger.valueOf(between(1, 2)));
      case 3 -> BigInteger.ONE.shiftLeft(between(0, bits - 2)).negate();
      case 4 -> BigInteger.valueOf(between(-1000, 1000));
      default -> new BigInteger(bits, random).subtract(half);
    };
  }

  /** Signed numbers of at most {@code bits} bits. */
  public List<BigInteger> numbers(int count, int bits) {
    List<BigInteger> numbers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      numbers.add(number(bits));
    }
    return numbers;
  }

  /** Uniform, or now and then at an edge of the field. */
  BigInteger scalar() {
    return switch (between(0, 9)) {
      case 0 -> BigInteger.valueOf(between(0, 2));
      case 1 -> ScalarField.ORDER.subtract(BigInteger.valueOf(between(1, 2)));
      case 2 ->
          BigInteger.ONE.shiftLeft(64 * between(1, 3)).subtract(BigInteger.valueOf(between(0, 1)));
      case 3 -> ScalarField.HALF.add(BigInteger.valueOf(between(0, 1)));
      default -> new BigInteger(320, random).mod(ScalarField.ORDER);
    };
  }

  List<BigInteger> scalars(int count) {
    List<BigInteger> scalars = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      scalars.add(scalar());
    }
    return scalars;
  }

  /** A signed cell of at most {@code bits} bits. */
  BigInteger cell(int bits) {
    BigInteger magnitude = new BigInteger(bits, random);
    return random.nextBoolean() ? magnitude : magnitude.negate();
  }

  /** Signed cells of at most {@code bits} bits. */
  public List<BigInteger> cells(int count, int bits) {
    List<BigInteger> cells = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      cells.add(cell(bits));
    }
    return cells;
  }

  static ScalarVector vector(List<BigInteger> canonical) {
    ScalarVector vector = ScalarVector.zeros(canonical.size());
    for (int i = 0; i < canonical.size(); i++) {
      ScalarField.ofInteger(canonical.get(i), vector.limbs(), i * ScalarField.LIMBS);
    }
    return vector;
  }

  /** What takes a {@link SecureRandom} gets this trial's bytes. */
  public SecureRandom secure() {
    return new Fixed(random);
  }

  private static final class Fixed extends SecureRandom {
    @Serial private static final long serialVersionUID = 1L;
    private final transient Random source;

    Fixed(Random source) {
      this.source = source;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      source.nextBytes(bytes);
    }
  }
}

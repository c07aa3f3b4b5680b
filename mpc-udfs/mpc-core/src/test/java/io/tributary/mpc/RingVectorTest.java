package io.tributary.mpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RingVectorTest {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  @Test
  void arithmetic_ofAnyElements_isThatOfIntegersModulo() {
    Trial.repeat(
        50,
        trial -> {
          int length = trial.between(0, 9);
          List<BigInteger> a = numbers(trial, length);
          List<BigInteger> b = numbers(trial, length);
          RingVector sum = RingVector.ofIntegers(a);
          sum.addInPlace(RingVector.ofIntegers(b));
          RingVector difference = RingVector.ofIntegers(a);
          difference.subtractInPlace(RingVector.ofIntegers(b));
          for (int i = 0; i < length; i++) {
            assertEquals(a.get(i).mod(MODULUS), element(RingVector.ofIntegers(a), i));
            assertEquals(a.get(i).add(b.get(i)).mod(MODULUS), element(sum, i));
            assertEquals(a.get(i).subtract(b.get(i)).mod(MODULUS), element(difference, i));
          }
          difference.addInPlace(RingVector.ofIntegers(b));
          assertEquals(RingVector.ofIntegers(a), difference);
        });
  }

  @Test
  void vector_encoded_decodesToItself() {
    Trial.repeat(
        20,
        trial -> {
          byte[] bytes = trial.bytes(16 * trial.between(0, 20));
          RingVector vector = RingVector.fromBytes(bytes);
          assertArrayEquals(bytes, vector.toBytes());
          assertEquals(vector, vector.copy());
          assertEquals(vector.hashCode(), RingVector.zeros(vector.length()).hashCode());
          for (int i = 0; i < vector.length(); i++) {
            byte[] bigEndian = new byte[17];
            for (int k = 0; k < 16; k++) {
              bigEndian[16 - k] = bytes[16 * i + k];
            }
            assertEquals(new BigInteger(bigEndian), element(vector, i));
            assertEquals(element(vector, i), ScalarField.toInteger(vector.limbs(i, 1), 0));
          }
        });
    assertNotEquals(RingVector.zeros(2), RingVector.zeros(1));
  }

  @Test
  @Tag("threat-45")
  void integers_atTheEdgesOfTheRing_areTakenOrRefused() {
    BigInteger edge = BigInteger.ONE.shiftLeft(127);
    RingVector vector =
        RingVector.ofIntegers(List.of(edge.negate(), edge.subtract(BigInteger.ONE)));
    assertEquals(edge, element(vector, 0));
    assertEquals(edge.subtract(BigInteger.ONE), element(vector, 1));
    for (BigInteger bad : List.of(edge, edge.negate().subtract(BigInteger.ONE), MODULUS)) {
      MpcException refusal =
          Refusals.refused(
              MpcException.Code.OUT_OF_RANGE,
              () -> RingVector.ofIntegers(List.of(BigInteger.ONE, bad)));
      assertEquals(1, refusal.index());
      assertFalse(refusal.getMessage().contains(bad.toString().substring(0, 8)));
    }
  }

  @Test
  void vectors_ofWrongLengths_areRefused() {
    Refusals.refused(MpcException.Code.BAD_LENGTH, () -> RingVector.fromBytes(new byte[15]));
    Refusals.refused(MpcException.Code.OUT_OF_RANGE, () -> RingVector.zeros(-1));
    RingVector one = RingVector.zeros(1);
    Refusals.refused(MpcException.Code.SHAPE_MISMATCH, () -> one.addInPlace(RingVector.zeros(2)));
    Refusals.refused(
        MpcException.Code.SHAPE_MISMATCH, () -> one.subtractInPlace(RingVector.zeros(0)));
    assertThrows(IndexOutOfBoundsException.class, () -> one.limbs(0, 2));
  }

  private static List<BigInteger> numbers(Trial trial, int count) {
    List<BigInteger> numbers = new ArrayList<>(Collections.nCopies(count, BigInteger.ZERO));
    numbers.replaceAll(zero -> trial.number(128));
    return numbers;
  }

  private static BigInteger element(RingVector vector, int i) {
    long[] words = vector.words();
    BigInteger high = new BigInteger(Long.toUnsignedString(words[vector.length() + i]));
    return high.shiftLeft(64).add(new BigInteger(Long.toUnsignedString(words[i])));
  }
}

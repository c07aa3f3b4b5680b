package io.tributary.protocol.statement;

import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;

/** Ranges of the members; a statement that exists has them right. */
final class Check {
  /** Larger would not be exact in JSON (PROTOCOL 2.1). */
  private static final long MAX_UINT64 = (1L << 53) - 1;

  private Check() {}

  static void present(Object... members) {
    for (Object member : members) {
      Objects.requireNonNull(member, "a statement has no empty members");
    }
  }

  static void uint8(int value, String name) {
    if (value < 0 || value > 255) {
      throw new IllegalArgumentException(name + " is 0 to 255");
    }
  }

  static void uint32(int value, String name) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " is 0 to 2^31 - 1");
    }
  }

  static void uint64(long value, String name) {
    if (value < 0 || value > MAX_UINT64) {
      throw new IllegalArgumentException(name + " is 0 to 2^53 - 1");
    }
  }

  static void epoch(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("epochs start at 1");
    }
  }

  static void distinct(Collection<?> parties, int most, String name) {
    if (parties.isEmpty()
        || parties.size() > most
        || new HashSet<>(parties).size() != parties.size()) {
      throw new IllegalArgumentException(name + " are 1 to " + most + " distinct parties");
    }
  }
}

package io.tributary.mpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** Assertions on {@link MpcException}. */
final class Refusals {
  private Refusals() {}

  static MpcException refused(MpcException.Code code, Executable action) {
    MpcException refusal = assertThrows(MpcException.class, action);
    assertEquals(code, refusal.code(), refusal.getMessage());
    return refusal;
  }

  static void refusedAt(MpcException.Code code, int index, Executable action) {
    assertEquals(index, refused(code, action).index());
  }
}

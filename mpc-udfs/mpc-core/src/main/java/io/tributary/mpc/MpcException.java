package io.tributary.mpc;

import java.io.Serial;

/**
 * Refusal of an input to this room. Messages carry sizes and indexes, never values: a scalar or a
 * point that was refused may be somebody's secret.
 */
public final class MpcException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why an input was refused. */
  public enum Code {
    /** A byte array, list or vector does not have the size that its place requires. */
    BAD_LENGTH,
    /** An encoded scalar is not below the group order. */
    SCALAR_NOT_CANONICAL,
    /** An integer is outside the range that its place allows. */
    OUT_OF_RANGE,
    /** Two inputs that belong together disagree on cells, blocks or nodes. */
    SHAPE_MISMATCH,
    /** A point is not in the canonical 48-byte compressed form. */
    POINT_ENCODING,
    /** No point of the curve has the given abscissa. */
    POINT_NOT_ON_CURVE,
    /** A point lies on the curve but outside the prime-order subgroup. */
    POINT_NOT_IN_GROUP,
    /** A commitment is the neutral element, which hides nothing. */
    POINT_AT_INFINITY,
    /** A secret was used after it was wiped. */
    WIPED
  }

  /** Index of an error that is not about one element. */
  static final int NO_INDEX = -1;

  private final Code code;
  private final int index;

  private MpcException(Code code, int index, String message) {
    super(message);
    this.code = code;
    this.index = index;
  }

  /** What kind of refusal this is. */
  public Code code() {
    return code;
  }

  /** Position of the refused element in its vector, table or list, or -1. */
  public int index() {
    return index;
  }

  static MpcException badLength(String what, String expected, long got) {
    return new MpcException(
        Code.BAD_LENGTH, NO_INDEX, what + ": length is " + got + ", expected " + expected);
  }

  static MpcException notCanonical(int index) {
    return new MpcException(
        Code.SCALAR_NOT_CANONICAL,
        index,
        "scalar " + index + ": not below the group order; its sender must reduce scalars");
  }

  static MpcException outOfRange(String what, int index, String range) {
    String place = index == NO_INDEX ? "" : " " + index;
    return new MpcException(Code.OUT_OF_RANGE, index, what + place + ": must be " + range);
  }

  static MpcException shape(String what, long expected, long got) {
    return new MpcException(
        Code.SHAPE_MISMATCH, NO_INDEX, what + ": expected " + expected + ", got " + got);
  }

  static MpcException point(Code code, int index) {
    String place = index == NO_INDEX ? "commitment" : "commitment " + index;
    String why =
        switch (code) {
          case POINT_NOT_ON_CURVE -> "not on the curve";
          case POINT_NOT_IN_GROUP -> "outside the prime-order subgroup";
          case POINT_AT_INFINITY -> "is the neutral element, which hides nothing";
          default -> "not a canonical compressed point";
        };
    return new MpcException(code, index, place + ": " + why + "; refuse its sender's contribution");
  }

  static MpcException wiped(String what) {
    return new MpcException(Code.WIPED, NO_INDEX, what + ": used after it was wiped");
  }
}

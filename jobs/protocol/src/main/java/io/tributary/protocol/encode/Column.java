package io.tributary.protocol.encode;

import io.tributary.mpc.RingVector;
import io.tributary.mpc.ScalarField;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The two kinds of vectors that travel: one column of elements of fixed size. */
enum Column {
  /** Elements below the order of G1. */
  SCALAR("scalar", ScalarField.BYTES),
  /** Integers below 2^128. */
  PIECE("piece", RingVector.BYTES);

  private final String title;
  private final int bytes;

  Column(String title, int bytes) {
    this.title = title;
    this.bytes = bytes;
  }

  /** Bytes of an element. */
  int bytes() {
    return bytes;
  }

  Schema schema() {
    FieldType type = FieldType.notNullable(new ArrowType.FixedSizeBinary(bytes));
    return new Schema(List.of(new Field(title, type, List.of())));
  }
}

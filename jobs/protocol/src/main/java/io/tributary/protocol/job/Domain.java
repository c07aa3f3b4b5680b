package io.tributary.protocol.job;

import java.util.List;
import java.util.Optional;

/**
 * A public list of values. Its slots are the values in order, then {@code other} if that is not one
 * of them.
 *
 * @param type of the values
 * @param values typed, distinct, in the order of the answer
 * @param other the value that stands for all values outside the list; empty if there are none
 */
public record Domain(SqlType type, List<Object> values, Optional<Object> other) {
  public Domain {
    values = List.copyOf(values);
  }

  /** Number of slots. */
  public int slots() {
    return values.size() + (hasOwnOther() ? 1 : 0);
  }

  /** Slot of values outside the list; -1 if there are none. */
  public int otherSlot() {
    return other.map(o -> hasOwnOther() ? values.size() : values.indexOf(o)).orElse(-1);
  }

  /** The value a slot shows in the answer. */
  public Object value(int slot) {
    return slot < values.size() ? values.get(slot) : other.orElseThrow();
  }

  private boolean hasOwnOther() {
    return other.isPresent() && !values.contains(other.get());
  }
}

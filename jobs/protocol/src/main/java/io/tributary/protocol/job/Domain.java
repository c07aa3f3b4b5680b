package io.tributary.protocol.job;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A public list of values. Its slots are the values in order, then {@code other} if that is not one
 * of them.
 */
public final class Domain {
  private final SqlType type;
  private final List<Object> values;
  private final Optional<Object> other;
  private final int otherSlot;

  /**
   * A domain.
   *
   * @param type of the values
   * @param values typed, distinct, in the order of the answer
   * @param other the value that stands for all values outside the list; empty if there are none
   */
  public Domain(SqlType type, List<Object> values, Optional<Object> other) {
    this.type = type;
    this.values = List.copyOf(values);
    this.other = other;
    // Looked for once: the list may be long, and slots are counted in every loop over groups.
    int known = other.map(this.values::indexOf).orElse(-1);
    this.otherSlot = other.isPresent() && known < 0 ? this.values.size() : known;
  }

  public SqlType type() {
    return type;
  }

  public List<Object> values() {
    return values;
  }

  public Optional<Object> other() {
    return other;
  }

  /** Number of slots. */
  public int slots() {
    return Math.max(values.size(), otherSlot + 1);
  }

  /** Slot of values outside the list; -1 if there are none. */
  public int otherSlot() {
    return otherSlot;
  }

  /** The value a slot shows in the answer. */
  public Object value(int slot) {
    return slot < values.size() ? values.get(slot) : other.orElseThrow();
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof Domain domain
        && type.equals(domain.type)
        && values.equals(domain.values)
        && other.equals(domain.other);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, values, other);
  }

  @Override
  public String toString() {
    return type + " " + values + other.map(value -> " other " + value).orElse("");
  }
}

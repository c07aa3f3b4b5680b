package io.tributary.jobspark;

/**
 * How long a text can be: so many times the longest text in a row of the inputs, and so many
 * characters.
 */
record TextSize(long copies, long characters) {
  static final TextSize NONE = new TextSize(0, 0);
  static final TextSize COLUMN = new TextSize(1, 0);

  /** Most that an expression of a job may reach. */
  static final TextSize LIMIT = new TextSize(16, 65_536);

  private static final long CEILING = 1L << 40;

  static TextSize of(long characters) {
    return new TextSize(0, Math.min(CEILING, Math.max(0, characters)));
  }

  TextSize plus(TextSize other) {
    return new TextSize(
        Math.min(CEILING, copies + other.copies), Math.min(CEILING, characters + other.characters));
  }

  TextSize times(long factor) {
    return new TextSize(Math.min(CEILING, copies * factor), Math.min(CEILING, characters * factor));
  }

  TextSize most(TextSize other) {
    return new TextSize(Math.max(copies, other.copies), Math.max(characters, other.characters));
  }

  boolean isTooLong() {
    return copies > LIMIT.copies || characters > LIMIT.characters;
  }
}

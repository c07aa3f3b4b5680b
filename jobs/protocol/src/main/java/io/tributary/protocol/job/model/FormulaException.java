package io.tributary.protocol.job.model;

/** A formula that cannot be read. The message quotes the formula with a mark below the place. */
public final class FormulaException extends RuntimeException {
  private final String what;
  private final String fix;
  private final int column;

  FormulaException(String formula, int column, String what, String fix) {
    super(
        what
            + " (column "
            + column
            + "); "
            + fix
            + "\n  "
            + formula.replace('\n', ' ')
            + "\n  "
            + " ".repeat(column - 1)
            + "^");
    this.what = what;
    this.fix = fix;
    this.column = column;
  }

  /** What is wrong. */
  public String what() {
    return what;
  }

  /** What to write instead. */
  public String fix() {
    return fix;
  }

  /** Where in the formula, from 1. */
  public int column() {
    return column;
  }
}

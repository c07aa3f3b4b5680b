package io.tributary.cli.output;

/** Forms of output. */
public enum Format {
  table,
  json,
  csv,
  parquet,
  arrow;

  /** Whether it is no text: for answers alone, and never for a terminal. */
  public boolean binary() {
    return this == parquet || this == arrow;
  }
}

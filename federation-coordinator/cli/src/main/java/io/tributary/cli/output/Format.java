package io.tributary.cli.output;

/** Forms of output. */
public enum Format {
  table,
  json,
  csv
}

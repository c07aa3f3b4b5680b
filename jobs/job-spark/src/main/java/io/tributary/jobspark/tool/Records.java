package io.tributary.jobspark.tool;

import java.util.List;

/** Records of a data file as text; an empty or absent field is NULL. */
interface Records extends AutoCloseable {
  /** Column names. */
  List<String> header();

  /** Calls back with each record and its number, counted from 1. */
  void forEach(Consumer consumer);

  @Override
  void close();

  /** Takes one record. */
  interface Consumer {
    void accept(long number, List<String> fields);
  }
}

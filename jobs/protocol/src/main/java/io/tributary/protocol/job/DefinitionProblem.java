package io.tributary.protocol.job;

/**
 * One thing wrong in {@code job.yaml}. It quotes names and rules, never a value.
 *
 * @param path of the key, such as {@code inputs.trips.columns.fare.bounds}; empty for the document
 * @param line from 1
 * @param column from 1
 * @param what is wrong
 * @param why it is not allowed
 * @param fix what to write instead
 */
public record DefinitionProblem(
    String path, int line, int column, String what, String why, String fix) {
  @Override
  public String toString() {
    String place = path.isEmpty() ? "" : path + ": ";
    String reason = why.isEmpty() ? "" : ": " + why;
    String advice = fix.isEmpty() ? "" : "; " + fix;
    return "line " + line + ", column " + column + ": " + place + what + reason + advice;
  }
}

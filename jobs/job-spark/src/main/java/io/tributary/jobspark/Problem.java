package io.tributary.jobspark;

/**
 * One thing wrong with a job's SQL.
 *
 * @param line in query.sql, from 1; 0 if it concerns the whole job
 * @param column in the line, from 1; 0 with line 0
 * @param what is wrong
 * @param why it is not allowed
 * @param fix what to write instead
 */
public record Problem(int line, int column, String what, String why, String fix) {
  @Override
  public String toString() {
    String place = line == 0 ? "job" : "line " + line + ", column " + column;
    return place + ": " + what + ": " + why + "; " + fix;
  }
}

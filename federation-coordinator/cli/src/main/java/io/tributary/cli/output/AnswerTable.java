package io.tributary.cli.output;

import io.tributary.protocol.job.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Answers as tables. */
public final class AnswerTable {
  private AnswerTable() {}

  /** The answer alone. */
  public static Table of(Answer answer) {
    return new Table(answer.columns().stream().map(Answer.Column::name).toList(), answer.rows());
  }

  /**
   * The answer with another one beside it: each measured column is followed by its twin. Empty if
   * the rows cannot be put side by side.
   *
   * @param dimensions names of columns that both share
   */
  public static java.util.Optional<Table> beside(
      Answer answer, Answer other, Set<String> dimensions, String suffix) {
    if (!answer.columns().equals(other.columns()) || answer.rows().size() != other.rows().size()) {
      return java.util.Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (Answer.Column column : answer.columns()) {
      names.add(column.name());
      if (!dimensions.contains(column.name())) {
        names.add(suffix);
      }
    }
    List<List<Object>> rows = new ArrayList<>();
    for (int r = 0; r < answer.rows().size(); r++) {
      List<Object> row = new ArrayList<>();
      for (int c = 0; c < answer.columns().size(); c++) {
        row.add(answer.rows().get(r).get(c));
        if (!dimensions.contains(answer.columns().get(c).name())) {
          row.add(other.rows().get(r).get(c));
        }
      }
      rows.add(row);
    }
    return java.util.Optional.of(new Table(names, rows));
  }
}

package io.tributary.cli.query;

import io.tributary.cli.error.CliException;
import io.tributary.cli.error.RunErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Why a run ended without an answer, as its asker is told it. */
public final class Aborted {
  private Aborted() {}

  /**
   * By refusals, by too few contributors, or by what else the ledger says.
   *
   * @param minimum of contributing organisations that the job asks for
   */
  public static CliException of(RunStatus status, int minimum) {
    if (!status.abort().equals("TOO_FEW")) {
      return RunErrors.aborted(status.run(), words(status));
    }
    Map<String, String> refusals = status.refusals();
    if (!refusals.isEmpty()) {
      return RunErrors.refused(
          status.run(),
          String.join(", ", refusals.keySet()),
          String.join(", ", refusals.values().stream().distinct().toList()));
    }
    return RunErrors.tooFew(
        status.run(),
        "the job needs " + minimum + " organisations; " + whoDidWhat(status.repositories()));
  }

  private static String words(RunStatus status) {
    return switch (status.abort()) {
      case "" -> "unknown";
      case "NO_AGREEMENT" ->
          "NO_AGREEMENT: the nodes did not sign one set; "
              + whoDidWhat(status.repositories())
              + ". They sign none if the same question was answered by nearly the same"
              + " repositories";
      case "REPEATED" ->
          "REPEATED: the question was answered before, some repositories dealt the cells of that"
              + " answer once more, and not all of them did; nodes add up all of these or none,"
              + " since a part would tell what a few hold; "
              + whoDidWhat(status.repositories())
              + ". Ask again when all of them take part; a job with noise may be asked with --fresh"
              + " for a new answer, which costs its rho again; other questions are new ones four"
              + " weeks after they were answered";
      default -> status.abort();
    };
  }

  /** Whether a failure is the end of a run. */
  public static boolean is(CliException e) {
    return List.of("ABORTED", "REFUSED", "TOO_FEW").contains(e.code());
  }

  private static String whoDidWhat(Map<String, String> repositories) {
    List<String> parts = new ArrayList<>();
    part(parts, repositories, "contributed: ", "contributed", "checked");
    part(parts, repositories, "accepted, but sent nothing in time: ", "accepted");
    part(parts, repositories, "never answered: ", "asked");
    return String.join("; ", parts);
  }

  private static void part(
      List<String> parts, Map<String, String> repositories, String words, String... states) {
    List<String> ids =
        repositories.entrySet().stream()
            .filter(repository -> List.of(states).contains(repository.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (!ids.isEmpty()) {
      parts.add(words + String.join(", ", ids));
    }
  }
}

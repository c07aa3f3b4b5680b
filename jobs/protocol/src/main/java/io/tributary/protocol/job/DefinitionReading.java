package io.tributary.protocol.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What came of reading {@code job.yaml} to its end, for tools that show everything wrong at once.
 *
 * @param definition what could be read; values that could not be read have stand-ins. Empty if the
 *     text is no YAML mapping
 * @param problems everything wrong, by place
 * @param places where each key is, by its path
 */
public record DefinitionReading(
    Optional<JobDefinition> definition,
    List<DefinitionProblem> problems,
    Map<String, Place> places) {
  /** Keys at the top whose mistakes change nothing for the query. */
  private static final Set<String> APART =
      Set.of("name", "title", "release", "repositories", "limits", "plot");

  /** Where something is, both from 1. */
  public record Place(int line, int column) {}

  public DefinitionReading {
    List<DefinitionProblem> sorted = new ArrayList<>(problems);
    sorted.sort(
        Comparator.comparingInt(DefinitionProblem::line)
            .thenComparingInt(DefinitionProblem::column));
    problems = List.copyOf(sorted);
    places = Map.copyOf(places);
  }

  /** Whether the query can be judged by what was read: what is wrong lies apart from it. */
  public boolean fitForQuery() {
    return definition.isPresent()
        && problems.stream().allMatch(p -> APART.contains(p.path().split("[.\\[]", 2)[0]));
  }

  /**
   * The definition, if nothing is wrong.
   *
   * @throws JobException with every problem
   */
  JobDefinition orThrow() {
    if (!problems.isEmpty() || definition.isEmpty()) {
      throw new JobException(problems);
    }
    return definition.get();
  }
}

package io.tributary.cli.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.auditor.RunVerdict;
import io.tributary.auditor.RunVerdict.Verdict;
import io.tributary.cli.error.Exit;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many runs there are of each verdict, and what the whole audit comes to. */
public final class Tally {
  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

  /** Counts one. */
  public void add(RunVerdict verdict) {
    counts.merge(verdict.verdict(), 1, Integer::sum);
  }

  /**
   * A mismatch outweighs what could not be looked at; a run that has ended and whose transcript
   * nobody has is one that could not be looked at.
   */
  public Exit exit() {
    if (counts.keySet().stream().anyMatch(Verdict::isMismatch)) {
      return Exit.MISMATCH;
    }
    return counts.keySet().stream().anyMatch(Verdict::isUnseen) ? Exit.FAILED : Exit.OK;
  }

  /** In a sentence. */
  public String words() {
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    String kinds =
        counts.entrySet().stream()
            .map(count -> count.getValue() + " " + words(count.getKey()))
            .collect(Collectors.joining(", "));
    return all + (all == 1 ? " run" : " runs") + (all == 0 ? "" : ": " + kinds);
  }

  /** {@code {exit, OK, …}}: how many of each. */
  public ObjectNode json() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("exit", exit().code());
    for (Verdict verdict : Verdict.values()) {
      out.put(verdict.name(), counts.getOrDefault(verdict, 0));
    }
    return out;
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case OK -> "ok";
      case ABORTED -> "aborted, rightly recorded";
      case RUNNING -> "still running";
      case MISSING -> "without transcript";
      case UNREADABLE -> "not readable";
      case MISMATCH -> "that DO NOT MATCH";
      case CULPRIT -> "with a CULPRIT named by the ledger";
    };
  }
}

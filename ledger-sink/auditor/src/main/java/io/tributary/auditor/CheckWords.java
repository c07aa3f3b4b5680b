package io.tributary.auditor;

import java.util.Map;

/** What each check means, for people who have not read PROTOCOL.md. */
final class CheckWords {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("folder", "The run's folder can be read."),
          Map.entry(
              "chain",
              "Every entry of the ledger is proven to stand in its block, and every block has its"
                  + " hash."),
          Map.entry("lines", "Every line of the transcript is written in the one way it may be."),
          Map.entry("line order", "The lines are in order, and none is there twice."),
          Map.entry("blobs", "Every file beside the lines is named by a line and has its digest."),
          Map.entry(
              "request",
              "The question is signed by a registered asker, and the ledger opened exactly this"
                  + " one."),
          Map.entry("job", "The job's files are those that were asked for, byte for byte."),
          Map.entry(
              "vetting",
              "Enough vetters of distinct organisations had approved the job when the run was"
                  + " opened."),
          Map.entry("repositories", "Those were asked whom the job's rule says, no others."),
          Map.entry("decisions", "Each repository's yes or no is signed by that repository."),
          Map.entry(
              "contributions", "Each contribution is signed, and its commitments have its root."),
          Map.entry(
              "inclusion",
              "The nodes signed one set of contributions, the one that is final on the ledger, of"
                  + " enough organisations."),
          Map.entry(
              "completions",
              "What each node states is the product of the repositories' own commitments, worked"
                  + " out again here."),
          Map.entry(
              "again",
              "The cells are those of one earlier run of the same job, the whole set of it."),
          Map.entry("receipt", "The asker's receipt is over these very lines."),
          Map.entry("order", "The steps came in their order and in time, by the blocks' clocks."),
          Map.entry("ledger", "Transcript and ledger tell the same story, and no node is named."),
          Map.entry("result", "The answer opens the commitments and follows from what it opens."),
          Map.entry("evidence", "The evidence against a node convicts it."),
          Map.entry("run", "The folder is of the run that was meant."),
          Map.entry(
              "live", "The blocks are those of the ledger as it is now, and nothing was left out."),
          Map.entry("statements", "The statements of the parties."));

  private CheckWords() {}

  static String of(String check) {
    return WORDS.getOrDefault(check, "");
  }
}

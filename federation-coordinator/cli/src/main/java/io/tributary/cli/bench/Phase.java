package io.tributary.cli.bench;

import java.util.Locale;

/**
 * What a run goes through, as the asker sees it; a phase ends when the last party has got there.
 */
enum Phase {
  DISPATCH("the question is signed, handed out, checked and accepted; the ledger opens the run"),
  COMPUTE("repositories: Spark over their rows; cells cut into shares, committed to, sealed, sent"),
  SHARE("nodes: every share opened and checked against its commitment"),
  CLOSE("the ledger fixes who is in, once all nodes have signed the same"),
  COMBINE("nodes: shares added up, sums sealed for the asker"),
  PROVE("nodes' completions reach the ledger; only then do they release their sums"),
  OPEN("asker: the transcript fetched and checked, the sums opened, a receipt signed"),
  AUDIT("anyone: the whole run replayed from transcript and ledger");

  private final String words;

  Phase(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the answer waits for it; anybody may audit afterwards, or not. */
  boolean before() {
    return this != AUDIT;
  }

  /** Whether it takes longer with more rows; the others see cells, parties and blocks only. */
  boolean growsWithRows() {
    return this == COMPUTE;
  }
}

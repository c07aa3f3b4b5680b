package io.tributary.cli.demo.cheat;

/** One cheat: lets a party of a federation that stands cheat in one run. */
interface Cheat {
  CheatOutcome play(CheatStage stage);
}

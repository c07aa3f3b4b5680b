package io.tributary.party.loop;

import java.time.Duration;

/** A party could not get to work; the text says what is in the way. */
public final class NotStarted extends RuntimeException {
  NotStarted(Duration waited, String trouble) {
    super(
        "it could not start within "
            + waited.toSeconds()
            + " s"
            + (trouble.isEmpty() ? "" : ": " + trouble)
            + ". Check that relay and ledger run and that the config file names them rightly.");
  }
}

package io.tributary.node;

import io.tributary.protocol.flow.EarlyRuns;
import io.tributary.protocol.flow.MessageCheck;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Store.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signed statements about runs that this node has no dispatch of, and may never take part in: each
 * party pushes out its own oldest ones only (PROTOCOL 12).
 */
final class EarlyStatements {
  /** Runs of one signer. */
  static final int MOST_RUNS = 1_000;

  /** Bytes of one signer, over all its runs. */
  static final long MOST_BYTES = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(EarlyStatements.class);
  private static final EarlyRuns BOOKS = new EarlyRuns("early-statements", MOST_RUNS, MOST_BYTES);

  private EarlyStatements() {}

  /** Notes that a message was kept. */
  static void kept(Tx tx, MessageCheck.Place place, int bytes) {
    for (RunId dropped : BOOKS.add(tx, place.party(), place.run(), bytes)) {
      StatementLog.forget(tx, dropped, place.party());
      LOG.debug("run {}: early statements of {} make room", dropped, place.party());
    }
  }

  /** A run has got its dispatch: what came early counts. */
  static void known(Tx tx, RunId run) {
    BOOKS.known(tx, run);
  }
}

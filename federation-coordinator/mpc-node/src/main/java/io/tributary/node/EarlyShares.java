package io.tributary.node;

import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.flow.EarlyRuns;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.run.ShareChunks;
import io.tributary.protocol.run.ShareChunks.Chunk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of shares whose run this node has no dispatch of yet. A repository that floods the node
 * with made-up runs pushes out its own oldest ones only (PROTOCOL 12).
 */
final class EarlyShares {
  /** Runs of one repository. */
  static final int MOST_RUNS = 1_000;

  /** Bytes of one repository, over all its runs. */
  static final long MOST_BYTES = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(EarlyShares.class);
  private static final EarlyRuns BOOKS = new EarlyRuns("early-shares", MOST_RUNS, MOST_BYTES);

  private EarlyShares() {}

  /**
   * Keeps a record.
   *
   * @throws io.tributary.protocol.error.ProtocolException TOO_LARGE if the whole share would not
   *     fit, CONFLICT if it contradicts an earlier record
   */
  static void keep(Tx tx, Chunk chunk, byte[] record) {
    if (chunk.total() > MOST_BYTES) {
      throw ProtocolErrors.tooLarge("sealed share", chunk.total(), MOST_BYTES);
    }
    if (!NodeState.chunk(tx, chunk, record)) {
      return;
    }
    PartyId repository = chunk.repository();
    for (RunId dropped : BOOKS.add(tx, repository, chunk.run(), chunk.body().length)) {
      NodeState.dropShare(tx, dropped, repository);
      LOG.debug("run {}: early records of repository {} make room", dropped, repository);
    }
  }

  /** A run has got its dispatch: what came early counts, but for what the run has no use for. */
  static void known(Tx tx, RunView view) {
    int most = ShareChunks.records(NodeIntake.longest(view));
    for (PartyId repository : BOOKS.known(tx, view.run())) {
      boolean asked = view.request().repositories().contains(repository);
      if (!asked || NodeState.announced(tx, view.run(), repository) > most) {
        NodeState.dropShare(tx, view.run(), repository);
        LOG.warn("run {}: records of repository {} are of no use", view.run(), repository);
      }
    }
  }
}

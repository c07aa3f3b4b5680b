package io.tributary.agent;

import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.Question;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.port.Store.Tx;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cells that were dealt, noise included, so that the same question gets the same answer
 * (PROTOCOL 3.9). They stand for four weeks; of too many the oldest go first, and their questions
 * then have no answer until the four weeks are over.
 */
final class StoredAnswers {
  /** Seconds for which an answer stands: between runs of a question that are both computed. */
  static final long STANDING = 28L * 24 * 3600;

  /** Cells of so many runs are kept. */
  static final int MOST = 1_000;

  /** And so many of them together. */
  static final long MOST_CELLS = 16L << 20;

  /** By question and run: what is known of it. */
  private static final String TABLE = "stored-answers";

  /** By run: the cells. */
  private static final String CELLS = "stored-cells";

  /** By run: the earlier one whose cells it deals once more. */
  private static final String AGAIN = "dealt-again";

  private StoredAnswers() {}

  /** What is to be dealt once more. */
  record Recalled(StoredAnswer.Dealt dealt, List<BigInteger> cells) {}

  /** Notes that a question was put; what the ledger says of the run tells what came of it. */
  static void asked(Tx tx, RunView view) {
    question(view)
        .ifPresent(
            question ->
                tx.putIfAbsent(TABLE, question + "/" + view.run(), StoredAnswer.of(view).write()));
  }

  /** Keeps what is dealt; in the transaction that makes the dealing final. */
  static void keep(
      Tx tx, RunView view, StoredAnswer.Dealt dealt, List<BigInteger> cells, long now) {
    tx.put(
        TABLE, Question.digest(view) + "/" + view.run(), StoredAnswer.of(view).with(dealt).write());
    tx.put(CELLS, view.run().toString(), write(cells));
    drop(tx, now);
  }

  /** Runs in which the question of this one was put to the same repositories, and still stands. */
  static List<StoredAnswer> before(Tx tx, RunView view) {
    StoredAnswer own = StoredAnswer.of(view);
    return question(view).stream()
        .flatMap(question -> tx.scan(TABLE, question + "/").values().stream())
        .map(StoredAnswer::read)
        .filter(other -> !other.run().equals(own.run()) && other.asked().equals(own.asked()))
        .filter(other -> own.contributionDeadline() < other.contributionDeadline() + STANDING)
        .toList();
  }

  /** Whether the cells of a run are still there. */
  static boolean hasCells(Tx tx, RunId run) {
    return tx.get(CELLS, run.toString()).isPresent();
  }

  /**
   * Keeps that a run deals the cells of an earlier one, and so is no answer of its own; in the
   * transaction that accepts it.
   */
  static void repeat(Tx tx, RunView view, RunId earlier) {
    tx.delete(TABLE, Question.digest(view) + "/" + view.run());
    tx.put(AGAIN, view.run().toString(), earlier.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** The earlier run whose cells this one deals; empty if it computes its own. */
  static Optional<RunId> repeated(Tx tx, RunId run) {
    return tx.get(AGAIN, run.toString())
        .map(stored -> RunId.parse(new String(stored, StandardCharsets.US_ASCII)));
  }

  /** What was dealt in an earlier run of this question; empty if it is not kept any more. */
  static Optional<Recalled> recall(Tx tx, RunView view, RunId earlier) {
    Optional<byte[]> cells = tx.get(CELLS, earlier.toString());
    return tx.get(TABLE, Question.digest(view) + "/" + earlier)
        .map(StoredAnswer::read)
        .flatMap(StoredAnswer::dealt)
        .flatMap(dealt -> cells.map(stored -> new Recalled(dealt, read(stored))));
  }

  /** Forgets what does not stand any more, and cells that are too many, the oldest first. */
  private static void drop(Tx tx, long now) {
    List<StoredAnswer> kept = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : tx.scan(TABLE, "").entrySet()) {
      StoredAnswer answer = StoredAnswer.read(entry.getValue());
      if (now >= answer.contributionDeadline() + STANDING) {
        tx.delete(TABLE, entry.getKey());
        tx.delete(CELLS, answer.run().toString());
      } else if (answer.dealt().isPresent() && hasCells(tx, answer.run())) {
        kept.add(answer);
      }
    }
    kept.sort(Comparator.comparingLong(StoredAnswer::contributionDeadline));
    long cells = kept.stream().mapToLong(StoredAnswers::cells).sum();
    int left = kept.size();
    for (StoredAnswer answer : kept) {
      if (left <= MOST && cells <= MOST_CELLS) {
        return;
      }
      tx.delete(CELLS, answer.run().toString());
      cells -= cells(answer);
      left--;
    }
  }

  private static long cells(StoredAnswer answer) {
    return answer.dealt().orElseThrow().cells();
  }

  /** Each cell as one byte of length and its two's complement. */
  private static byte[] write(List<BigInteger> cells) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (BigInteger cell : cells) {
      byte[] bytes = cell.toByteArray();
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  private static List<BigInteger> read(byte[] stored) {
    List<BigInteger> cells = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    while (buffer.hasRemaining()) {
      byte[] cell = new byte[Byte.toUnsignedInt(buffer.get())];
      buffer.get(cell);
      cells.add(new BigInteger(cell));
    }
    return cells;
  }

  /** Empty if what was dispatched is no question; it is then refused. */
  private static Optional<Digest> question(RunView view) {
    try {
      return Optional.of(Question.digest(view));
    } catch (ProtocolException | JobException e) {
      return Optional.empty();
    }
  }
}

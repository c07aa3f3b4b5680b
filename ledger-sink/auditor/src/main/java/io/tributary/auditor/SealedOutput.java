package io.tributary.auditor;

import io.tributary.protocol.seal.SealContext;
import io.tributary.protocol.seal.Sealing;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.transcript.Entry;

/** What a node has sealed to the querier, as its completion names it. */
final class SealedOutput {
  private SealedOutput() {}

  /** Whether the transcript has it: a node of a comparison run may not have sent it. */
  static boolean isThere(Case run, Line<Entry.Completed> line) {
    return run.transcript().blob(line.entry().signed().statement().outputDigest()).isPresent();
  }

  /**
   * Opens it.
   *
   * @throws io.tributary.protocol.error.ProtocolException UNSEALABLE
   */
  static byte[] open(Case run, Line<Entry.Completed> line, SealingKeyPair key) {
    Completion completion = line.entry().signed().statement();
    SealContext context =
        new SealContext(
            run.domain(),
            run.run(),
            run.asked().jobDigest(),
            run.asked().parametersDigest(),
            completion.node(),
            SealContext.QUERIER,
            completion.epoch(),
            SealContext.Kind.OUTPUT);
    byte[] sealed = run.transcript().blob(completion.outputDigest()).orElseThrow();
    return Sealing.open(key, context, sealed);
  }
}

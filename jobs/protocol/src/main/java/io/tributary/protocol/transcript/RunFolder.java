package io.tributary.protocol.transcript;

import java.util.Optional;

/**
 * What a finished run leaves under {@code <home>/runs/<runId>/}.
 *
 * @param transcript {@code transcript/*.jsonl} and {@code blobs/*}
 * @param chain bytes of {@code chain.json}
 * @param result bytes of {@code result.json}, which only the querier has
 * @param evidence bytes of {@code evidence.json}, if the querier names a node that lied
 */
public record RunFolder(
    Transcript transcript,
    Optional<byte[]> chain,
    Optional<byte[]> result,
    Optional<byte[]> evidence) {
  /** A folder without evidence against a node. */
  public RunFolder(Transcript transcript, Optional<byte[]> chain, Optional<byte[]> result) {
    this(transcript, chain, result, Optional.empty());
  }

  /** A folder without an answer, as an auditor gets it. */
  public static RunFolder of(Transcript transcript, byte[] chain) {
    return new RunFolder(transcript, Optional.of(chain), Optional.empty());
  }
}

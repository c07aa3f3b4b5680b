package io.tributary.protocol.transcript;

import java.util.Optional;

/**
 * What a finished run leaves under {@code <home>/runs/<runId>/}.
 *
 * @param transcript {@code transcript/*.jsonl} and {@code blobs/*}
 * @param chain bytes of {@code chain.json}
 * @param result bytes of {@code result.json}, which only the querier has
 */
public record RunFolder(Transcript transcript, Optional<byte[]> chain, Optional<byte[]> result) {
  /** A folder without an answer, as an auditor gets it. */
  public static RunFolder of(Transcript transcript, byte[] chain) {
    return new RunFolder(transcript, Optional.of(chain), Optional.empty());
  }
}

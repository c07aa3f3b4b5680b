package io.tributary.protocol.run;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.statement.Domain;
import java.nio.ByteBuffer;

/** Derives run ids (PROTOCOL 3.1). */
public final class RunIds {
  private static final int WORD = 32;

  private RunIds() {}

  /** {@code keccak256(abi.encode(chainId, contract, signer, nonce))}. */
  public static RunId of(Domain domain, Address signer, Digest nonce) {
    ByteBuffer encoded = ByteBuffer.allocate(4 * WORD);
    encoded.position(WORD - Long.BYTES).putLong(domain.chainId());
    encoded.position(2 * WORD - Address.BYTES).put(domain.contract().bytes());
    encoded.position(3 * WORD - Address.BYTES).put(signer.bytes());
    encoded.put(nonce.bytes());
    return new RunId(Digests.keccak256(encoded.array()));
  }
}

package io.tributary.protocol.seal;

import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.statement.Domain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a sealed message belongs to. All of it is authenticated: the message opens in this context
 * only (PROTOCOL 5.2).
 *
 * @param domain chain and contract
 * @param run the run
 * @param jobDigest the job of the run
 * @param parametersDigest the parameters of the run
 * @param sender who sealed
 * @param recipient who opens; {@link #QUERIER} for outputs
 * @param senderEpoch key epoch of the sender
 * @param kind what is inside
 */
public record SealContext(
    Domain domain,
    RunId run,
    Digest jobDigest,
    Digest parametersDigest,
    PartyId sender,
    PartyId recipient,
    int senderEpoch,
    Kind kind) {
  /** Stands for the asker, who is known by the result key of the run only. */
  public static final PartyId QUERIER = new PartyId("querier");

  private static final byte[] MAGIC = "tributary/v1/seal".getBytes(StandardCharsets.US_ASCII);
  private static final int BYTES =
      MAGIC.length + Long.BYTES + Address.BYTES + 5 * Digest.BYTES + Integer.BYTES + 1;

  /** What is sealed; the code is on the wire. */
  public enum Kind {
    /** A repository's share for a node. */
    SHARE(1),
    /** A node's sum for the querier. */
    OUTPUT(2),
    /** What two nodes of a comparison run say to each other. */
    ENGINE(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /** The context as bytes of fixed length. */
  public byte[] aad() {
    return ByteBuffer.allocate(BYTES)
        .put(MAGIC)
        .putLong(domain.chainId())
        .put(domain.contract().bytes())
        .put(run.digest().bytes())
        .put(jobDigest.bytes())
        .put(parametersDigest.bytes())
        .put(sender.bytes32().bytes())
        .put(recipient.bytes32().bytes())
        .putInt(senderEpoch)
        .put((byte) kind.code)
        .array();
  }
}

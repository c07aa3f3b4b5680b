package io.tributary.protocol.run;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.NodeShare;
import io.tributary.mpc.ScalarVector;
import io.tributary.mpc.Seed;
import io.tributary.protocol.encode.Arrow;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.statement.ShareRoot;
import io.tributary.protocol.statement.Signature;
import io.tributary.protocol.statement.Signed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text inside a sealed share: {@code "TSH1" | kind | shareRoot (32) | signature over ShareRoot
 * (65) | seed (32) | [Arrow stream]} (PROTOCOL 7.3). Its length depends on kind and shape alone.
 */
public final class SharePayload {
  private static final byte[] MAGIC = "TSH1".getBytes(StandardCharsets.US_ASCII);
  private static final byte SEED = 1;
  private static final byte VECTOR = 2;
  private static final int HEADER_BYTES =
      Frame.MAGIC_BYTES + 1 + Digest.BYTES + Signature.BYTES + Seed.BYTES;
  private static final String WHAT = "share";

  private SharePayload() {}

  /**
   * A share whose tree has the stated root.
   *
   * @param share owned by the caller, who closes it
   * @param root of the share's tree, as the dealer signed it
   * @param signature still to be verified: {@link #statement}
   */
  public record Opened(NodeShare share, Digest root, Signature signature) {
    /** What the signature must be over. */
    public Signed<ShareRoot> statement(PartyId repository, RunId run, PartyId node, int epoch) {
      return new Signed<>(new ShareRoot(repository, run, node, root, epoch), signature);
    }
  }

  /** Length of the payload. */
  public static int length(BlockShape shape, boolean vector) {
    return HEADER_BYTES + (vector ? Arrow.length(shape) : 0);
  }

  /** Writes a payload; the caller wipes it once it is sealed. */
  public static byte[] write(NodeShare share, Signed<ShareRoot> root) {
    byte[] seed = share.seed().copyBytes();
    byte[] body = share.isVector() ? vector(share) : new byte[0];
    byte[] out =
        ByteBuffer.allocate(HEADER_BYTES + body.length)
            .put(MAGIC)
            .put(share.isVector() ? VECTOR : SEED)
            .put(root.statement().root().bytes())
            .put(root.signature().bytes())
            .put(seed)
            .put(body)
            .array();
    Arrays.fill(seed, (byte) 0);
    Arrays.fill(body, (byte) 0);
    return out;
  }

  /**
   * Reads a payload of this shape.
   *
   * @throws ProtocolException MALFORMED, or DIGEST if the share's tree has another root
   */
  public static Opened read(byte[] payload, BlockShape shape) {
    ByteBuffer in = ByteBuffer.wrap(payload);
    Frame.expectMagic(in, MAGIC, WHAT);
    byte kind = Frame.take(in, 1, WHAT)[0];
    Digest root = Frame.digest(in, WHAT);
    Signature signature = Frame.signature(in, WHAT);
    byte[] seed = Frame.take(in, Seed.BYTES, WHAT);
    byte[] body = Frame.take(in, in.remaining(), WHAT);
    NodeShare share = share(kind, Seed.of(seed), body, shape);
    Arrays.fill(seed, (byte) 0);
    Arrays.fill(body, (byte) 0);
    if (!Digest.of(share.tree().root()).equals(root)) {
      share.close();
      throw ProtocolErrors.of(
          Code.DIGEST, "the share's blocks do not have the root signed for them", "It is refused");
    }
    return new Opened(share, root, signature);
  }

  private static NodeShare share(byte kind, Seed seed, byte[] body, BlockShape shape) {
    if (kind == SEED && body.length == 0) {
      return NodeShare.ofSeed(shape, seed);
    } else if (kind == VECTOR) {
      return NodeShare.ofVector(shape, seed, Arrow.read(body, shape));
    }
    throw ProtocolErrors.malformed(WHAT, "neither a seed nor a vector of this shape");
  }

  private static byte[] vector(NodeShare share) {
    ScalarVector shares = share.shares();
    byte[] body = Arrow.write(shares, share.shape());
    shares.wipe();
    return body;
  }
}

package io.tributary.protocol.run;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.MpcException;
import io.tributary.mpc.ScalarField;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.encode.Arrow;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.statement.Signature;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.SumRoot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The text inside a node's sealed output: {@code "TSU1" | sumRoot (32) | signature over SumRoot
 * (65) | blindings (32 a block) | Arrow stream of the sums} (PROTOCOL 7.4).
 */
public final class OutputPayload {
  private static final byte[] MAGIC = "TSU1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = Frame.MAGIC_BYTES + Digest.BYTES + Signature.BYTES;
  private static final String WHAT = "output";

  private OutputPayload() {}

  /**
   * Sums whose tree has the stated root.
   *
   * @param sums one a cell
   * @param blindings one a block
   * @param root as the node signed it
   * @param signature still to be verified: {@link #statement}
   */
  public record Opened(
      ScalarVector sums, ScalarVector blindings, Digest root, Signature signature) {
    /** What the signature must be over. */
    public Signed<SumRoot> statement(PartyId node, RunId run, int epoch) {
      return new Signed<>(new SumRoot(node, run, root, epoch), signature);
    }
  }

  /** Root for a node's {@link SumRoot}: leaves as in a share, with sums in place of shares. */
  public static Digest root(ScalarVector sums, ScalarVector blindings, BlockShape shape) {
    return Frame.root(sums, blindings, shape);
  }

  /** The leaves under that root, one a block: what evidence shows. */
  public static List<byte[]> leaves(ScalarVector sums, ScalarVector blindings, BlockShape shape) {
    return Frame.leaves(sums, blindings, shape);
  }

  /** Length of the payload. */
  public static int length(BlockShape shape) {
    return HEADER_BYTES + ScalarField.BYTES * shape.blocks() + Arrow.length(shape);
  }

  /** Writes a payload; the caller wipes it once it is sealed. */
  public static byte[] write(
      ScalarVector sums, ScalarVector blindings, BlockShape shape, Signed<SumRoot> root) {
    if (blindings.length() != shape.blocks()) {
      throw new IllegalArgumentException("there is not one blinding a block");
    }
    return ByteBuffer.allocate(length(shape))
        .put(MAGIC)
        .put(root.statement().root().bytes())
        .put(root.signature().bytes())
        .put(blindings.toBytes())
        .put(Arrow.write(sums, shape))
        .array();
  }

  /**
   * Reads a payload of this shape.
   *
   * @throws ProtocolException MALFORMED, or DIGEST if the sums' tree has another root
   */
  public static Opened read(byte[] payload, BlockShape shape) {
    ByteBuffer in = ByteBuffer.wrap(payload);
    Frame.expectMagic(in, MAGIC, WHAT);
    Digest root = Frame.digest(in, WHAT);
    Signature signature = Frame.signature(in, WHAT);
    ScalarVector blindings = scalars(Frame.take(in, ScalarField.BYTES * shape.blocks(), WHAT));
    byte[] stream = Frame.take(in, in.remaining(), WHAT);
    ScalarVector sums = Arrow.read(stream, shape);
    Arrays.fill(stream, (byte) 0);
    if (!root(sums, blindings, shape).equals(root)) {
      throw ProtocolErrors.of(
          Code.DIGEST, "the output's blocks do not have the root signed for them", "It is refused");
    }
    return new Opened(sums, blindings, root, signature);
  }

  private static ScalarVector scalars(byte[] bytes) {
    try {
      return ScalarVector.fromBytes(bytes);
    } catch (MpcException e) {
      throw ProtocolErrors.malformed(WHAT, "blindings: " + e.getMessage(), e);
    }
  }
}

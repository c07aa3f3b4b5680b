package io.tributary.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.mpc.BlockShape;
import io.tributary.mpc.MerkleTree;
import io.tributary.mpc.MpcException;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.ScalarField;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.statement.Signature;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.StatementJson;
import io.tributary.protocol.statement.SumRoot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Evidence that a node lied about its sum: one block under the root that it signed, which does not
 * open its own product. It shows that one block of that one node and nothing else.
 *
 * @param root as the node signed it
 * @param block which block
 * @param leaf the block's sums and blinding
 * @param path from the leaf to the root
 */
public record SumEvidence(Signed<SumRoot> root, int block, byte[] leaf, List<byte[]> path) {
  public SumEvidence {
    path = List.copyOf(path);
  }

  /** Whether the leaf stands under the signed root. The signature is checked elsewhere. */
  boolean isUnderRoot(BlockShape shape) {
    return block >= 0
        && block < shape.blocks()
        && leaf.length == (shape.size(block) + 1) * ScalarField.BYTES
        && MerkleTree.verify(root.statement().root().bytes(), shape.blocks(), block, leaf, path);
  }

  /** Whether the block opens this product, given as 48 bytes. */
  boolean opens(byte[] product, Pedersen pedersen) {
    int sums = leaf.length - ScalarField.BYTES;
    try {
      ScalarVector vector = ScalarVector.fromBytes(Arrays.copyOf(leaf, sums));
      ScalarVector blinding = ScalarVector.fromBytes(Arrays.copyOfRange(leaf, sums, leaf.length));
      return Arrays.equals(pedersen.commit(vector, blinding.get(0)).toBytes(), product);
    } catch (MpcException e) {
      // Not scalars at all: what the node signed opens nothing.
      return false;
    }
  }

  /** {@code evidence.json}. */
  public byte[] write() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("kind", "sum");
    out.set("statement", StatementJson.write(root.statement()));
    out.put("signature", root.signature().hex());
    out.put("block", block);
    out.put("leaf", HexFormat.of().formatHex(leaf));
    ArrayNode nodes = out.putArray("path");
    path.forEach(node -> nodes.add(HexFormat.of().formatHex(node)));
    return CanonicalJson.write(out);
  }

  /**
   * Reads {@link #write}.
   *
   * @throws RuntimeException if it has another form
   */
  public static SumEvidence read(byte[] json) {
    ObjectNode in = CanonicalJson.parseObject(json);
    List<byte[]> path = new ArrayList<>();
    for (JsonNode node : in.required("path")) {
      path.add(HexFormat.of().parseHex(node.textValue()));
    }
    SumEvidence evidence =
        new SumEvidence(
            new Signed<>(
                StatementJson.read(SumRoot.class, in.required("statement")),
                new Signature(in.required("signature").textValue())),
            in.required("block").intValue(),
            HexFormat.of().parseHex(in.required("leaf").textValue()),
            path);
    if (!Arrays.equals(evidence.write(), json)) {
      throw new IllegalArgumentException("the evidence has members that do not belong there");
    }
    return evidence;
  }
}

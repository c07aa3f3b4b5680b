package io.tributary.mpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** This room against the second implementation in {@code src/test/resources/vectors}. */
class VectorsTest {
  @Test
  void seed_expanded_equalsVector() {
    for (Vectors vector : Vectors.read("expansion")) {
      BlockShape shape = new BlockShape(vector.number("cells"), vector.number("blockSize"));
      try (Seed seed = Seed.of(vector.bytes("seed"))) {
        assertArrayEquals(vector.bytes("shares"), seed.shares(shape).toBytes());
        assertArrayEquals(vector.bytes("blindings"), seed.blindings(shape).toBytes());
      }
    }
  }

  @Test
  void cells_dealt_equalVector() {
    for (Vectors vector : Vectors.read("dealing")) {
      ScalarVector cells = ScalarVector.ofIntegers(vector.integers("cells"));
      BlockShape shape = new BlockShape(cells.length(), vector.number("blockSize"));
      int nodes = vector.number("nodes");
      int vectorNode = vector.number("vectorNode");
      Pedersen pedersen = Pedersen.ofBlockSize(shape.blockSize());
      try (Dealing dealing =
          Dealer.deal(cells, shape, nodes, vectorNode, pedersen, new Given(vector.list("seeds")))) {
        List<byte[]> roots = new ArrayList<>();
        for (NodeShare share : dealing.shares()) {
          roots.add(share.tree().root());
        }
        assertEquals(vector.text("vector"), hex(dealing.shares().get(vectorNode).shares()));
        assertEquals(vector.text("shareRoots"), hex(roots));
        CommitmentTable table = dealing.commitments();
        assertEquals(
            vector.text("commitments").replace(" ", ""), HexFormat.of().formatHex(table.toBytes()));
        assertArrayEquals(vector.bytes("commitmentRoot"), table.root());
        assertEquals(table, CommitmentTable.parse(table.toBytes(), nodes, shape.blocks()));
      }
    }
  }

  @Test
  void piecesOfCells_dealt_equalVector() {
    for (Vectors vector : Vectors.read("pieces")) {
      RingVector cells = RingVector.ofIntegers(vector.integers("cells"));
      BlockShape shape = new BlockShape(cells.length(), vector.number("blockSize"));
      int vectorPiece = vector.number("vectorPiece");
      Given seeds = new Given(vector.list("seeds"));
      Pedersen pedersen = Pedersen.ofBlockSize(shape.blockSize());
      try (DealtPieces dealt = PieceDealer.deal(cells, shape, vectorPiece, pedersen, seeds)) {
        for (int node = 0; node < 4; node++) {
          ReplicatedShare share = dealt.of(node);
          assertFalse(share.pieces().containsKey(node));
          share
              .pieces()
              .forEach(
                  (i, piece) -> {
                    assertEquals(i == vectorPiece, piece.isVector());
                    assertArrayEquals(vector.list("pieces").get(i), piece.cells().toBytes());
                    assertArrayEquals(vector.list("blindings").get(i), piece.blindings().toBytes());
                  });
        }
        CommitmentTable table = dealt.commitments();
        assertEquals(
            vector.text("commitments").replace(" ", ""), HexFormat.of().formatHex(table.toBytes()));
        assertArrayEquals(vector.bytes("commitmentRoot"), table.root());
      }
    }
  }

  @Test
  void generators_hashedToCurve_equalVectors() {
    for (Vectors vector : Vectors.read("generators")) {
      String name = vector.text("name");
      byte[] point =
          name.equals("H")
              ? Generators.ofBlinding().compress()
              : Generators.ofCell(Integer.parseInt(name.substring(1))).compress();
      assertArrayEquals(vector.bytes("point"), point, name);
    }
  }

  @Test
  void commitment_toVector_equalsVector() {
    for (Vectors vector : Vectors.read("commitments")) {
      Commitment commitment =
          Pedersen.standard().commit(vector.scalars("scalars"), vector.scalars("blinding").get(0));
      assertArrayEquals(vector.bytes("commitment"), commitment.toBytes());
      assertEquals(vector.text("x") + vector.text("y"), hex(commitment.point().serialize()));
    }
  }

  @Test
  void merkleTree_overVector_equalsRootAndPath() {
    for (Vectors vector : Vectors.read("merkle")) {
      List<byte[]> leaves = vector.list("leaves");
      int index = vector.number("index");
      MerkleTree tree = MerkleTree.of(leaves);
      assertArrayEquals(vector.bytes("root"), tree.root());
      assertEquals(vector.text("path"), hex(tree.path(index)));
      assertTrue(
          MerkleTree.verify(
              vector.bytes("root"), leaves.size(), index, leaves.get(index), vector.list("path")));
    }
  }

  @Test
  void scalars_hostile_refusedWithTheirCode() {
    for (Vectors vector : Vectors.read("scalars")) {
      byte[] bytes = vector.bytes("bytes");
      if (vector.text("code").equals("OK")) {
        assertArrayEquals(bytes, ScalarVector.fromBytes(bytes).toBytes());
      } else {
        MpcException refusal =
            Refusals.refused(
                MpcException.Code.valueOf(vector.text("code")),
                () -> ScalarVector.fromBytes(bytes));
        assertFalse(refusal.getMessage().contains(vector.text("bytes").substring(0, 16)));
      }
    }
  }

  @Test
  @Tag("threat-65")
  void points_hostile_refusedWithTheirCode() {
    for (Vectors vector : Vectors.read("points")) {
      byte[] bytes = vector.bytes("bytes");
      if (vector.text("code").equals("OK")) {
        assertArrayEquals(bytes, Commitment.parse(bytes).toBytes());
      } else {
        Refusals.refused(
            MpcException.Code.valueOf(vector.text("code")), () -> Commitment.parse(bytes));
      }
    }
  }

  @Test
  void vectors_checkedBySecondImplementation_agree() throws IOException, InterruptedException {
    File directory = new File("src/test/resources/vectors");
    assumeTrue(hasPython(), "python3 is not installed");
    Process script =
        new ProcessBuilder("python3", "vectors.py")
            .directory(directory)
            .redirectErrorStream(true)
            .start();
    String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, script.waitFor(), output);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String hex(ScalarVector vector) {
    return hex(vector.toBytes());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String hex(List<byte[]> parts) {
    return String.join(" ", parts.stream().map(VectorsTest::hex).toList());
  }

  /** Hands out the seeds of a vector in turn. */
  private static final class Given extends SecureRandom {
    @Serial private static final long serialVersionUID = 1L;
    private final transient Iterator<byte[]> seeds;

    Given(List<byte[]> seeds) {
      this.seeds = seeds.iterator();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seeds.next(), 0, bytes, 0, bytes.length);
    }
  }
}

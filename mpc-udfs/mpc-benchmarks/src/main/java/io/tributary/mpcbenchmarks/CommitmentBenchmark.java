package io.tributary.mpcbenchmarks;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.Commitment;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.Dealer;
import io.tributary.mpc.Dealing;
import io.tributary.mpc.DealtPieces;
import io.tributary.mpc.NodeShare;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.PieceCheck;
import io.tributary.mpc.PieceDealer;
import io.tributary.mpc.RingVector;
import io.tributary.mpc.ScalarVector;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Commitments of one contribution, to shares for three nodes or to four pieces of 128 bits: times
 * are of the whole vector.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class CommitmentBenchmark {
  private static final int NODES = 3;
  private static final int REPOSITORIES = 4;

  @Param({"1000", "10000", "100000"})
  public int cells;

  private final SecureRandom random = new SecureRandom();
  private final Pedersen pedersen = Pedersen.standard();
  private BlockShape shape;
  private ScalarVector values;
  private ScalarVector shares;
  private ScalarVector blindings;
  private CommitmentTable table;
  private byte[] encoded;
  private RingVector small;
  private List<PieceCheck.Held> held;

  @Setup
  public void deal() {
    shape = BlockShape.standard(cells);
    List<BigInteger> integers = new ArrayList<>(cells);
    for (int i = 0; i < cells; i++) {
      integers.add(new BigInteger(48, random));
    }
    values = ScalarVector.ofIntegers(integers);
    Dealing dealing = dealToThree();
    NodeShare share = dealing.shares().get(0);
    shares = share.shares();
    blindings = share.blindings();
    table = dealing.commitments();
    encoded = table.toBytes();
    small = RingVector.ofIntegers(integers);
    DealtPieces dealt = dealInPieces();
    held = List.of(new PieceCheck.Held(dealt.commitments(), dealt.of(0)));
  }

  @Benchmark
  public Dealing dealToThree() {
    return Dealer.deal(values, shape, NODES, NODES - 1, pedersen, random);
  }

  @Benchmark
  public DealtPieces dealInPieces() {
    return PieceDealer.deal(small, shape, 0, pedersen, random);
  }

  /** What a node does: three pieces, expanded and checked. */
  @Benchmark
  public List<Integer> checkPieces() {
    return PieceCheck.invalid(pedersen, held, random);
  }

  @Benchmark
  public List<Commitment> commitToShares() {
    List<Commitment> commitments = new ArrayList<>(shape.blocks());
    for (int block = 0; block < shape.blocks(); block++) {
      int start = shape.start(block);
      commitments.add(
          pedersen.commit(shares.slice(start, start + shape.size(block)), blindings.get(block)));
    }
    return commitments;
  }

  @Benchmark
  public List<Integer> check() {
    return pedersen.invalid(table.ofNode(0), shape, shares, blindings, random);
  }

  @Benchmark
  public CommitmentTable parse() {
    return CommitmentTable.parse(encoded, NODES, shape.blocks());
  }

  @Benchmark
  public List<Commitment> product() {
    return CommitmentTable.product(Collections.nCopies(REPOSITORIES, table), 0);
  }
}

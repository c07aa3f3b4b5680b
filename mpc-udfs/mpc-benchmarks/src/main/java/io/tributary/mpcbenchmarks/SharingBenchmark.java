package io.tributary.mpcbenchmarks;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.MerkleTree;
import io.tributary.mpc.NodeShare;
import io.tributary.mpc.ScalarVector;
import io.tributary.mpc.Seed;
import java.security.SecureRandom;
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

/** Vectors of shares: times are of the whole vector. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SharingBenchmark {
  @Param({"1000", "10000", "100000"})
  public int cells;

  private BlockShape shape;
  private Seed seed;
  private ScalarVector sum;
  private ScalarVector shares;
  private byte[] encoded;
  private NodeShare vectorShare;

  @Setup
  public void deal() {
    SecureRandom random = new SecureRandom();
    shape = BlockShape.standard(cells);
    seed = Seed.random(random);
    shares = seed.shares(shape);
    sum = Seed.random(random).shares(shape);
    encoded = shares.toBytes();
    vectorShare = NodeShare.ofVector(shape, seed, shares);
  }

  @Benchmark
  public ScalarVector expand() {
    return seed.shares(shape);
  }

  @Benchmark
  public ScalarVector add() {
    sum.addInPlace(shares);
    return sum;
  }

  @Benchmark
  public ScalarVector subtract() {
    sum.subtractInPlace(shares);
    return sum;
  }

  @Benchmark
  public byte[] encode() {
    return shares.toBytes();
  }

  @Benchmark
  public ScalarVector decode() {
    return ScalarVector.fromBytes(encoded);
  }

  @Benchmark
  public MerkleTree shareTree() {
    return vectorShare.tree();
  }
}

package io.tributary.mpcbenchmarks;

import io.tributary.mpc.circuits.MinimumGroup;
import io.tributary.mpc.circuits.MinimumGroup.Measure;
import io.tributary.mpc.circuits.MinimumGroup.Subjects;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Program;
import io.tributary.mpc.four.Receiver;
import io.tributary.mpc.four.Rehearsal;
import io.tributary.mpc.four.Ring;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The engine's part of a release: minimum group 10 over four repositories' counts, five measures
 * opened where it holds. All parties in one thread of one process.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx4g", "-XX:+UseParallelGC"})
@Warmup(iterations = 2, time = 4)
@Measurement(iterations = 3, time = 2)
public class ReleaseBenchmark {
  private static final int REPOSITORIES = 4;
  private static final int MEASURES = 5;
  private static final int THRESHOLD = 10;

  @Param({"10000"})
  public int cells;

  @Param({"Z64", "Z128"})
  public Ring ring;

  /** Four members, or three after one was excluded. */
  @Param({"4", "3"})
  public int members;

  private final SecureRandom random = new SecureRandom();
  private final List<long[]> inputs = new ArrayList<>();
  private final ProcessorTime time = new ProcessorTime();
  private Program program;
  private Rehearsal rehearsal;

  @Setup
  public void build() {
    Circuit c = new Circuit(members == 4 ? Committee.four() : Committee.without(3));
    SplittableRandom numbers = new SplittableRandom(1);
    List<Num> counts = new ArrayList<>();
    for (int i = 0; i < REPOSITORIES; i++) {
      counts.add(c.input("count" + i, Ring.Z64, cells));
      inputs.add(numbers.longs(cells, 0, THRESHOLD).toArray());
    }
    List<Measure> measures = new ArrayList<>();
    for (int i = 0; i < MEASURES; i++) {
      measures.add(new Measure("m" + i, c.input("m" + i, ring, cells)));
      inputs.add(numbers.longs(measures.get(i).sum().words()).toArray());
    }
    new MinimumGroup(THRESHOLD, Subjects.DISJOINT).release(c, "shown", counts, measures);
    program = c.build();
  }

  @Setup(Level.Invocation)
  public void deal() {
    rehearsal = new Rehearsal(program, inputs, random);
  }

  @Benchmark
  public Receiver run() {
    return time.of(rehearsal::play);
  }

  @TearDown
  public void cost() {
    Program.Cost cost = program.cost();
    System.out.printf(
        "%n%d cells, %s, %d members: %d rounds, %.2f MB of joint messages, %.1f ms of one core%n",
        cells, ring, members, cost.rounds(), cost.words() * 8e-6, time.meanMillis());
  }
}

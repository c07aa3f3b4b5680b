package io.tributary.mpcbenchmarks;

import io.tributary.mpc.circuits.Compare;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Program;
import io.tributary.mpc.four.Receiver;
import io.tributary.mpc.four.Rehearsal;
import io.tributary.mpc.four.Ring;
import java.security.SecureRandom;
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
 * The four-party engine: all four parties in one thread of one process, from agreeing on inputs to
 * opening, dealing aside; messages are handed over in memory. Times are of a whole run, so cells
 * divided by the time is what one core does for all four parties; a party costs a quarter of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx6g", "-XX:+UseParallelGC"})
@Warmup(iterations = 2, time = 4)
@Measurement(iterations = 3, time = 2)
public class EngineBenchmark {
  /** What is computed of each cell. */
  public enum Work {
    /** Ten products in a row. */
    MULTIPLY_10,
    /** One comparison of 64-bit numbers. */
    COMPARE
  }

  @Param({"1000", "100000", "1000000"})
  public int cells;

  @Param({"MULTIPLY_10", "COMPARE"})
  public Work work;

  private final SecureRandom random = new SecureRandom();
  private Program program;
  private List<long[]> inputs;
  private Rehearsal rehearsal;
  private final ProcessorTime time = new ProcessorTime();

  @Setup
  public void build() {
    Circuit c = new Circuit(Committee.four());
    Num x = c.input("x", Ring.Z64, cells);
    Num y = c.input("y", Ring.Z64, cells);
    if (work == Work.COMPARE) {
      c.open("less", Compare.lessThanNear(c, x, y));
    } else {
      for (int i = 0; i < 10; i++) {
        x = c.multiply(x, y);
      }
      c.open("product", c.sumBlocks(x, cells));
    }
    program = c.build();
    SplittableRandom numbers = new SplittableRandom(1);
    inputs = List.of(numbers.longs(cells).toArray(), numbers.longs(cells).toArray());
  }

  @Setup(Level.Invocation)
  public void deal() {
    rehearsal = new Rehearsal(program, inputs, random);
  }

  @Benchmark
  public Receiver run() {
    return time.of(rehearsal::play);
  }

  /** Bytes and rounds do not depend on the machine. */
  @TearDown
  public void cost() {
    Program.Cost cost = program.cost();
    double operations = work == Work.COMPARE ? cells : 10.0 * cells;
    System.out.printf(
        "%n%s, %d cells: %d rounds, %.1f bytes of joint messages an operation;"
            + " %.1f ms of one core, %.2f million operations a second of it%n",
        work,
        cells,
        cost.rounds(),
        cost.words() * 8 / operations,
        time.meanMillis(),
        operations / time.meanMillis() * 1e-3);
  }
}

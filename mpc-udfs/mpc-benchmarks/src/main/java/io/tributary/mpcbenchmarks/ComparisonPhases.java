package io.tributary.mpcbenchmarks;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.Commitment;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.DealtPieces;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.PieceCheck;
import io.tributary.mpc.PieceDealer;
import io.tributary.mpc.ReplicatedShare;
import io.tributary.mpc.RingVector;
import io.tributary.mpc.circuits.MinimumGroup;
import io.tributary.mpc.circuits.MinimumGroup.Subjects;
import io.tributary.mpc.circuits.Select;
import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Pieces;
import io.tributary.mpc.four.Program;
import io.tributary.mpc.four.Rearrange;
import io.tributary.mpc.four.Rehearsal;
import io.tributary.mpc.four.Ring;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A release under commitments, phase by phase, from cells to what opens: 10,000 groups of a count
 * and five measures in Z_2^128, minimum group 10, four repositories. All of it in one thread of one
 * process, without relay and ledger, so what is printed is processor time; the best of several
 * rounds counts.
 *
 * <p>{@code java -cp target/mpc-benchmarks.jar io.tributary.mpcbenchmarks.ComparisonPhases [groups]
 * [measures]}
 */
public final class ComparisonPhases {
  private static final int REPOSITORIES = 4;
  private static final int THRESHOLD = 10;
  private static final int ROUNDS = 7;

  private final SecureRandom random = new SecureRandom();
  private final Pedersen pedersen = Pedersen.standard();
  private final int groups;
  private final int width;
  private final BlockShape shape;
  private final List<DealtPieces> dealt = new ArrayList<>();

  private ComparisonPhases(int groups, int measures) {
    this.groups = groups;
    width = measures + 1;
    shape = BlockShape.standard(groups * width);
  }

  /** Prints a line a phase. */
  public static void main(String[] args) {
    int groups = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    int measures = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    new ComparisonPhases(groups, measures).print();
  }

  private void print() {
    System.out.printf(
        "%d groups, %d cells, %d blocks, %d repositories%n",
        groups, shape.cells(), shape.blocks(), REPOSITORIES);
    RingVector cells = RingVector.ofIntegers(values());
    double deal = time("a repository deals and commits to four pieces", () -> deal(cells));
    for (int i = 0; i < REPOSITORIES; i++) {
      dealt.add(deal(cells));
    }
    List<byte[]> encoded = dealt.stream().map(each -> each.commitments().toBytes()).toList();
    double parse = time("a node reads one table", () -> parse(encoded.get(0)));
    List<CommitmentTable> tables = encoded.stream().map(this::parse).toList();
    double one = time("a node checks one contribution", () -> check(tables.subList(0, 1)));
    double all = time("a node checks all contributions at once", () -> check(tables));
    double products = time("a node multiplies the commitments of a set", () -> products(tables));
    double add = time("a node expands and adds its pieces up", () -> held(0));
    Program four = program(Committee.four());
    double engine = time("the engine, all four parties", () -> play(four));
    Program three = program(Committee.without(3));
    double without = time("the engine, three parties", () -> play(three));
    System.out.printf(
        "dealing is %.1f times a node's check of it, tables included%n", deal / (parse + one));
    System.out.printf(
        "checked at once, contributions cost %.0f%% of one by one%n",
        100 * all / (REPOSITORIES * one));
    double last = parse + one + products + add;
    System.out.printf(
        "from the last contribution: %.0f ms a node, %.0f ms for four nodes on two cores, with the"
            + " engine %.0f ms (three parties: %.0f ms)%n",
        last, last * 2, last * 2 + engine / 2, last * 2 + without / 2);
  }

  private List<BigInteger> values() {
    return IntStream.range(0, shape.cells())
        .mapToObj(i -> i % width == 0 ? BigInteger.valueOf(i % 7) : new BigInteger(100, random))
        .toList();
  }

  private DealtPieces deal(RingVector cells) {
    return PieceDealer.deal(cells, shape, dealt.size() % 4, pedersen, random);
  }

  private CommitmentTable parse(byte[] bytes) {
    return CommitmentTable.parse(bytes, ReplicatedShare.PIECES, shape.blocks());
  }

  private List<Integer> check(List<CommitmentTable> tables) {
    List<PieceCheck.Held> held = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      held.add(new PieceCheck.Held(tables.get(i), dealt.get(i).of(0)));
    }
    List<Integer> invalid = PieceCheck.invalid(pedersen, held, random);
    if (!invalid.isEmpty()) {
      throw new IllegalStateException("an honest contribution does not open");
    }
    return invalid;
  }

  private static List<List<Commitment>> products(List<CommitmentTable> tables) {
    return IntStream.range(0, ReplicatedShare.PIECES)
        .mapToObj(piece -> CommitmentTable.product(tables, piece))
        .toList();
  }

  /** Each repository's counts, then the sum of all cells. */
  private List<Pieces> held(int party) {
    int[] counts = IntStream.range(0, groups).map(group -> group * width).toArray();
    List<Pieces> inputs = new ArrayList<>();
    Pieces sum = null;
    for (DealtPieces contribution : dealt) {
      Pieces pieces = Pieces.of(contribution.of(party));
      inputs.add(pieces.low(counts));
      if (sum == null) {
        sum = pieces;
      } else {
        sum.add(pieces);
      }
    }
    inputs.add(sum);
    return inputs;
  }

  private Program program(Committee committee) {
    Circuit c = new Circuit(committee);
    List<Num> counts = new ArrayList<>();
    for (int i = 0; i < REPOSITORIES; i++) {
      counts.add(c.input("count" + i, Ring.Z64, groups));
    }
    Num cells = c.input("cells", Ring.Z128, shape.cells());
    Bits shown = new MinimumGroup(THRESHOLD, Subjects.DISJOINT).shown(c, counts);
    int[] groupOfCell = IntStream.range(0, shape.cells()).map(cell -> cell / width).toArray();
    Num mask = Rearrange.gather(c, Select.number(c, shown, Ring.Z128), groupOfCell);
    c.open("shown", shown);
    c.open("cells", c.multiply(mask, cells));
    return c.build();
  }

  private long[] play(Program program) {
    return new Rehearsal(program, this::held, random).play().words("cells");
  }

  private static <T> double time(String what, Supplier<T> work) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      ProcessorTime time = new ProcessorTime();
      time.of(work);
      best = Math.min(best, time.meanMillis());
    }
    System.out.printf("%8.1f ms  %s%n", best, what);
    return best;
  }
}

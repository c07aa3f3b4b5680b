package io.tributary.protocol.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.mpc.four.Clear;
import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Program;
import io.tributary.mpc.four.Receiver;
import io.tributary.mpc.four.Rehearsal;
import io.tributary.mpc.four.Ring;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Output;
import io.tributary.protocol.job.Domain;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.SampleJobs;
import io.tributary.protocol.job.Section;
import io.tributary.protocol.job.SqlType;
import io.tributary.protocol.job.evaluate.Evaluation;
import io.tributary.protocol.job.evaluate.ReleasedCells;
import io.tributary.protocol.job.evaluate.Suppression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The circuit against the rules worked out in the clear. */
@Tag("threat-41")
@Tag("threat-46")
@Tag("threat-68")
final class ReleaseCircuitTest {
  private static final List<Integer> BOTH = List.of(0, 1);
  private static final List<Integer> KIND = List.of(0);
  private static final List<Integer> PLACE = List.of(1);
  private static final List<Integer> NONE = List.of();
  private static final BigInteger BOUND = BigInteger.TEN.pow(9);

  /** Rows and a sum of a measure between -50 and 50; subjects by grouping set if wanted. */
  private static CompiledJob job(Release release, List<List<Integer>> sets, boolean subjects) {
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            BOTH,
            Optional.empty(),
            List.of(Cell.rows(BOUND), new Cell(Cell.Kind.SUM, List.of(0), List.of(), BOUND))));
    if (subjects) {
      for (List<Integer> set : sets) {
        Cell people = new Cell(Cell.Kind.DISTINCT, List.of(1), List.of(), BOUND);
        sections.add(new Section(set, Optional.empty(), List.of(people)));
      }
    }
    return SampleJobs.released(
        List.of(dimension("kind", "a", "b"), dimension("place", "x", "y", "z")),
        sets,
        List.of(measure(-50), measure(0)),
        sections,
        List.of(new Output("n", new CellExpression.Count(0))),
        Optional.of(release));
  }

  private static CompiledJob.Measure measure(int lower) {
    return new CompiledJob.Measure(
        "m",
        SqlType.INT,
        BigDecimal.valueOf(lower),
        BigDecimal.valueOf(50),
        false,
        BigInteger.ZERO);
  }

  private static CompiledJob.Dimension dimension(String name, String... values) {
    return new CompiledJob.Dimension(
        name,
        name,
        new Domain(SqlType.STRING, List.of((Object[]) values), Optional.empty()),
        false);
  }

  private static Release rules(Random random, boolean subjects) {
    return new Release.Guarded(
        1 + random.nextInt(20),
        2,
        subjects ? Optional.of("person") : Optional.empty(),
        random.nextBoolean()
            ? Optional.of(new Release.Dominance(1 + random.nextInt(3), 50 + random.nextInt(51)))
            : Optional.empty(),
        random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(50)) : OptionalInt.empty());
  }

  /** What rows could give: sums within the measure's bounds, subjects at most the rows. */
  private static List<BigInteger> contribution(CompiledJob job, Random random) {
    List<BigInteger> cells = new ArrayList<>();
    List<Long> rows = new ArrayList<>();
    for (int group = 0; group < job.groups(); group++) {
      long count = random.nextInt(4) == 0 ? 0 : random.nextInt(25);
      rows.add(count);
      cells.add(BigInteger.valueOf(count));
      cells.add(BigInteger.valueOf(count * (random.nextInt(101) - 50)));
    }
    for (Section section : job.sections().subList(1, job.sections().size())) {
      int[] into = job.coarser(BOTH, section.dimensions());
      for (int group = 0; group < job.groups(section.dimensions()); group++) {
        int own = group;
        long most =
            IntStream.range(0, into.length).filter(g -> into[g] == own).mapToLong(rows::get).sum();
        cells.add(BigInteger.valueOf(most == 0 ? 0 : 1 + (long) random.nextInt((int) most)));
      }
    }
    return cells;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void circuit_showsAndOpensWhatTheRulesSayInTheClear(long seed) {
    Random random = new Random(seed);
    boolean subjects = random.nextBoolean();
    List<List<Integer>> sets =
        random.nextBoolean() ? List.of(BOTH) : List.of(BOTH, KIND, PLACE, NONE);
    CompiledJob job = job(rules(random, subjects), sets, subjects);
    int contributors = 2 + random.nextInt(3);
    List<List<BigInteger>> contributions = new ArrayList<>();
    for (int i = 0; i < contributors; i++) {
      contributions.add(contribution(job, random));
    }
    Committee committee =
        seed % 4 == 0 ? Committee.without((int) (seed / 4) % 4) : Committee.four();
    ReleasedCells released = opened(job, contributions, committee);
    String which = "seed " + seed + ", " + job.release();
    Suppression.Shown shown = Suppression.of(job, contributions);
    List<List<Integer>> decided = ReleasedCells.sets(job);
    for (int i = 0; i < decided.size(); i++) {
      for (int group = 0; group < job.groups(decided.get(i)); group++) {
        assertEquals(
            shown.group(decided.get(i), group), released.sets().get(i).shown().get(group), which);
      }
    }
    assertEquals(
        Evaluation.evaluate(job, sum(contributions), shown).rows(),
        Evaluation.evaluate(job, released).rows(),
        which);
  }

  private static List<BigInteger> sum(List<List<BigInteger>> contributions) {
    return IntStream.range(0, contributions.get(0).size())
        .mapToObj(
            cell ->
                contributions.stream()
                    .map(cells -> cells.get(cell))
                    .reduce(BigInteger.ZERO, BigInteger::add))
        .toList();
  }

  private static ReleasedCells opened(
      CompiledJob job, List<List<BigInteger>> contributions, Committee committee) {
    SortedMap<PartyId, Digest> members = new TreeMap<>();
    for (int i = 0; i < contributions.size(); i++) {
      byte[] organisation = new byte[Digest.BYTES];
      organisation[0] = (byte) (i + 1);
      members.put(new PartyId("r" + i), Digest.of(organisation));
    }
    ComparisonPlan plan = ComparisonPlan.of(job, members);
    Program program = plan.program(committee);
    int[] counted = CountLayout.of(job, (Release.Guarded) job.release().orElseThrow()).cells();
    List<long[]> inputs = new ArrayList<>();
    for (List<BigInteger> cells : contributions) {
      inputs.add(Clear.words(Ring.Z64, IntStream.of(counted).mapToObj(cells::get).toList()));
    }
    inputs.add(Clear.words(Ring.Z128, sum(contributions)));
    Receiver receiver = new Rehearsal(program, inputs, new SecureRandom()).play();
    return plan.read(receiver);
  }
}

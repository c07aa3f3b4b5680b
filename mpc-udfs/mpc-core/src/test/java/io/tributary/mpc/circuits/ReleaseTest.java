package io.tributary.mpc.circuits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tributary.mpc.Trial;
import io.tributary.mpc.circuits.MinimumGroup.Measure;
import io.tributary.mpc.circuits.MinimumGroup.Subjects;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Oracle;
import io.tributary.mpc.four.Program;
import io.tributary.mpc.four.Receiver;
import io.tributary.mpc.four.Ring;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReleaseTest {
  private static final int K = 10;

  private static Program program(
      Committee committee, Subjects subjects, int repositories, int cells) {
    Circuit c = new Circuit(committee);
    List<Num> counts = new ArrayList<>();
    for (int i = 0; i < repositories; i++) {
      counts.add(c.input("count" + i, Ring.Z64, cells));
    }
    List<Measure> measures =
        List.of(
            new Measure("income", c.input("income", Ring.Z128, cells)),
            new Measure("rows", c.input("rows", Ring.Z64, cells)),
            new Measure("squares", c.input("squares", Ring.Z128, cells)));
    new MinimumGroup(K, subjects).release(c, "shown", counts, measures);
    return c.build();
  }

  private static List<BigInteger> list(long... numbers) {
    return java.util.Arrays.stream(numbers).mapToObj(BigInteger::valueOf).toList();
  }

  private static List<BigInteger> shown(
      Trial trial, Subjects subjects, List<List<BigInteger>> counts) {
    int cells = counts.get(0).size();
    Committee committee = new Committee(trial.between(-1, 3));
    List<List<BigInteger>> inputs = new ArrayList<>(counts);
    List<BigInteger> income = trial.numbers(cells, 120);
    List<BigInteger> rows = trial.numbers(cells, 63);
    List<BigInteger> squares = trial.numbers(cells, 120);
    inputs.addAll(List.of(income, rows, squares));
    Receiver out = Oracle.play(program(committee, subjects, counts.size(), cells), trial, inputs);
    List<BigInteger> shown = out.bits("shown");
    assertEquals(Oracle.zip(shown, income, BigInteger::multiply), out.numbers("income"));
    assertEquals(Oracle.zip(shown, rows, BigInteger::multiply), out.numbers("rows"));
    assertEquals(Oracle.zip(shown, squares, BigInteger::multiply), out.numbers("squares"));
    return shown;
  }

  @Test
  @Tag("threat-41")
  void cellsAroundTheThreshold_withoutTheirLargest_openFromKOn() {
    Trial.repeat(
        4,
        trial ->
            assertEquals(
                list(0, 1, 1, 0, 0, 0, 1),
                shown(
                    trial,
                    Subjects.DISJOINT,
                    List.of(
                        list(50, 50, 50, 0, 10, 19, 10),
                        list(5, 5, 6, 0, 9, 0, 10),
                        list(4, 5, 5, 0, 0, 0, 0)))));
  }

  @Test
  @Tag("threat-41")
  void overlappingSubjects_needTwoCountsOfK() {
    Trial.repeat(
        4,
        trial ->
            assertEquals(
                list(0, 1, 0, 1, 0),
                shown(
                    trial,
                    Subjects.OVERLAPPING,
                    List.of(
                        list(9, 10, 1000, 10, 0), list(9, 10, 9, 11, 0), list(9, 0, 9, 12, 0)))));
  }

  @Test
  @Tag("threat-41")
  void randomCounts_openExactlyWhereTheRuleSays() {
    Trial.repeat(
        10,
        trial -> {
          int repositories = trial.between(1, 5);
          int cells = trial.between(1, 90);
          List<List<BigInteger>> counts = new ArrayList<>();
          for (int i = 0; i < repositories; i++) {
            List<BigInteger> row = new ArrayList<>();
            for (int cell = 0; cell < cells; cell++) {
              row.add(BigInteger.valueOf(trial.between(0, 12)));
            }
            counts.add(row);
          }
          List<BigInteger> expected = new ArrayList<>();
          for (int cell = 0; cell < cells; cell++) {
            int at = cell;
            List<BigInteger> column = counts.stream().map(row -> row.get(at)).toList();
            BigInteger sum = column.stream().reduce(BigInteger.ZERO, BigInteger::add);
            BigInteger rest = sum.subtract(column.stream().max(Comparator.naturalOrder()).get());
            expected.add(rest.intValue() >= K ? BigInteger.ONE : BigInteger.ZERO);
          }
          assertEquals(expected, shown(trial, Subjects.DISJOINT, counts));
        });
  }

  @Test
  @Tag("threat-68")
  void inventedSubjects_ofOneRepository_openNothing() {
    Trial.repeat(
        4,
        trial -> {
          List<BigInteger> lies =
              List.of(
                  BigInteger.valueOf(K),
                  BigInteger.valueOf(1_000_000),
                  BigInteger.valueOf(Long.MAX_VALUE),
                  BigInteger.valueOf(Long.MIN_VALUE),
                  BigInteger.valueOf(-1),
                  BigInteger.valueOf(Long.MIN_VALUE + K + 9));
          List<BigInteger> honest = list(5, 5, 5, 5, 5, 5);
          List<BigInteger> other = list(4, 4, 4, 4, 4, 4);
          List<List<BigInteger>> counts = new ArrayList<>(List.of(honest, other));
          counts.add(trial.between(0, 2), lies);
          assertEquals(list(0, 0, 0, 0, 0, 0), shown(trial, Subjects.DISJOINT, counts));
          assertEquals(list(0, 0, 0, 0, 0, 0), shown(trial, Subjects.OVERLAPPING, counts));
        });
  }

  @Test
  @Tag("threat-46")
  void hiddenCells_whateverTheyHold_openAlike() {
    Trial.repeat(
        4,
        trial -> {
          Program program = program(Committee.four(), Subjects.DISJOINT, 2, 3);
          List<BigInteger> counts = list(0, 9, 100);
          List<BigInteger> others = list(0, 50, 100);
          List<Receiver> receivers = new ArrayList<>();
          for (int i = 0; i < 2; i++) {
            List<BigInteger> measure = new ArrayList<>(trial.numbers(3, 60));
            measure.set(2, BigInteger.TEN);
            receivers.add(
                Oracle.play(program, trial, List.of(counts, others, measure, measure, measure)));
          }
          for (String output : List.of("shown", "income", "rows", "squares")) {
            assertArrayEquals(receivers.get(0).words(output), receivers.get(1).words(output));
          }
        });
  }

  @Test
  void dominanceRules_equalClearOnes() {
    Trial.repeat(
        5,
        trial -> {
          int contributors = trial.between(2, 5);
          int cells = 40;
          Circuit c = new Circuit(new Committee(trial.between(-1, 3)));
          List<Num> wires = new ArrayList<>();
          List<List<BigInteger>> clear = new ArrayList<>();
          for (int i = 0; i < contributors; i++) {
            wires.add(c.input("v" + i, Ring.Z64, cells));
            List<BigInteger> row = new ArrayList<>();
            for (int cell = 0; cell < cells; cell++) {
              row.add(BigInteger.valueOf(trial.between(0, 3) * (long) trial.between(0, 40)));
            }
            clear.add(row);
          }
          Dominance rules = new Dominance(c, wires);
          c.open("within", rules.largestWithin(1, 60));
          c.open("protected", rules.protectsLargest(15));
          Receiver out = Oracle.play(c.build(), trial, clear);
          for (int cell = 0; cell < cells; cell++) {
            int at = cell;
            long[] sorted =
                clear.stream().mapToLong(row -> row.get(at).longValue()).sorted().toArray();
            long sum = java.util.Arrays.stream(sorted).sum();
            long first = sorted[contributors - 1];
            long second = sorted[contributors - 2];
            boolean within = 100 * first <= 60 * sum;
            boolean protects = 100 * (sum - first - second) >= 15 * first;
            assertEquals(within ? 1 : 0, out.bits("within").get(cell).intValue());
            assertEquals(protects ? 1 : 0, out.bits("protected").get(cell).intValue());
          }
        });
  }

  /** Whatever opens of cells and totals, what is left over is no single cell and no small group. */
  @Test
  @Tag("threat-46")
  void totals_lessTheShownCells_areNeverASmallGroup() {
    Trial.repeat(
        6,
        trial -> {
          int cells = trial.between(2, 4);
          int groups = 60;
          int repositories = 3;
          Circuit c = new Circuit(new Committee(trial.between(-1, 3)));
          MinimumGroup rule = new MinimumGroup(K, Subjects.DISJOINT);
          List<List<BigInteger>> inputs = new ArrayList<>();
          List<List<Num>> counts = new ArrayList<>();
          List<io.tributary.mpc.four.Bits> shown = new ArrayList<>();
          for (int cell = 0; cell < cells; cell++) {
            List<Num> wires = new ArrayList<>();
            for (int i = 0; i < repositories; i++) {
              wires.add(c.input("count-" + cell + "-" + i, Ring.Z64, groups));
              List<BigInteger> row = new ArrayList<>();
              for (int group = 0; group < groups; group++) {
                row.add(BigInteger.valueOf(trial.between(0, 11)));
              }
              inputs.add(row);
            }
            counts.add(wires);
            shown.add(rule.shown(c, wires));
            c.open("shown" + cell, shown.get(cell));
          }
          c.open("total", new Margin(rule).shownTotals(c, shown, counts));
          Receiver out = Oracle.play(c.build(), trial, inputs);
          for (int group = 0; group < groups; group++) {
            long[] left = new long[repositories];
            int hidden = 0;
            for (int cell = 0; cell < cells; cell++) {
              if (out.bits("shown" + cell).get(group).signum() == 0) {
                hidden++;
                for (int i = 0; i < repositories; i++) {
                  left[i] += inputs.get(cell * repositories + i).get(group).longValue();
                }
              }
            }
            long sum = java.util.Arrays.stream(left).sum();
            long rest = sum - java.util.Arrays.stream(left).max().orElseThrow();
            boolean opens = hidden == 0 || (hidden >= 2 && rest >= K);
            assertEquals(opens ? 1 : 0, out.bits("total").get(group).intValue());
          }
        });
  }

  @Test
  void thresholdsThatHideNothing_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new MinimumGroup(0, Subjects.DISJOINT));
    assertThrows(IllegalArgumentException.class, () -> new MinimumGroup(-1, Subjects.DISJOINT));
  }
}

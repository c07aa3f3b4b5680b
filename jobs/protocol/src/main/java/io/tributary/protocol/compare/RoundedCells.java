package io.tributary.protocol.compare;

import io.tributary.mpc.circuits.Round;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Rearrange;
import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellRounding;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.Section;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A layout's cells, each rounded to its base (PROTOCOL 3.7): all of one base and bound at once. */
final class RoundedCells {
  /** What is rounded in one go. */
  private record Kind(Optional<BigInteger> base, BigInteger bound) {}

  private final Circuit c;
  private final Map<Kind, List<Integer>> places = new LinkedHashMap<>();

  RoundedCells(Circuit c, CompiledJob job, CellRounding rounding) {
    this.c = c;
    int at = 0;
    for (Section section : job.sections()) {
      List<Kind> kinds = section.cells().stream().map(cell -> kind(rounding, cell)).toList();
      for (int i = 0; i < job.cellCount(section); i++, at++) {
        Kind kind = kinds.get(i % kinds.size());
        places.computeIfAbsent(kind, each -> new ArrayList<>()).add(at);
      }
    }
  }

  private static Kind kind(CellRounding rounding, Cell cell) {
    Optional<BigInteger> base = rounding.base(cell);
    return new Kind(base, base.isPresent() ? cell.bound() : BigInteger.ZERO);
  }

  Num of(Num cells) {
    List<Num> parts = new ArrayList<>();
    int[] back = new int[cells.cells()];
    int done = 0;
    for (Map.Entry<Kind, List<Integer>> entry : places.entrySet()) {
      int[] own = entry.getValue().stream().mapToInt(Integer::intValue).toArray();
      parts.add(rounded(entry.getKey(), Rearrange.gather(c, cells, own)));
      for (int place : own) {
        back[place] = done++;
      }
    }
    return Rearrange.gather(c, parts.size() == 1 ? parts.get(0) : c.concat(parts), back);
  }

  private Num rounded(Kind kind, Num cells) {
    return kind.base().map(base -> Round.nearest(c, cells, base, kind.bound())).orElse(cells);
  }
}

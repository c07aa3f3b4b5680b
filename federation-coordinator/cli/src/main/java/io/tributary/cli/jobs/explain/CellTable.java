package io.tributary.cli.jobs.explain;

import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import io.tributary.cli.output.Table;

/** The kinds of cells as a table. */
record CellTable(Cells cells) {
  private static final int WIDEST = 72;

  String text() {
    Table.Builder table = Table.of("cell", "what it is", "how many", "at most", "bits");
    for (Cells.Line line : cells.lines()) {
      table.row(
          "#" + line.number(), clipped(line.meaning()), line.count(), line.most(), line.bits());
    }
    return Render.render(table.build(), Format.table);
  }

  private static String clipped(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }
}

package io.tributary.cli.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.cli.output.Table;
import io.tributary.party.desk.Loss;
import io.tributary.party.policy.Budget;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetCommandTest {
  private static final long NOW = 1_800_000_000L;
  private static final RunId RUN = RunId.parse("0x" + "1".repeat(64));

  private static Loss loss(String table, long at) {
    return new Loss(RUN, table, at, 50_000_000, Digest.ZERO);
  }

  @Test
  void budgets_showWhatIsLeftOfThePeriodAndWhatWasSpentEver() {
    Budget day = new Budget(new BigDecimal("0.5"), new BigDecimal("0.1"), Budget.Span.DAY);
    Table table =
        BudgetCommand.table(
            Map.of("rows", day),
            List.of(loss("rows", NOW - 200_000), loss("rows", NOW - 10), loss("others", NOW)),
            NOW);
    assertEquals(
        List.of("rows", "day", "0.5", "0.05", "0.45", "1.48", "1", "0.1"),
        table.rows().get(0).stream().map(Object::toString).toList());
    assertEquals(1, table.rows().size());
  }
}

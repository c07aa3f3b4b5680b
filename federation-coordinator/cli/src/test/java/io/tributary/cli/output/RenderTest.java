package io.tributary.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenderTest {
  private static final Table TABLE =
      Table.of("kind", "trips", "mean", "spread")
          .row("Cash", 12L, new BigDecimal("1E+2"), 0.1)
          .row("a \"b\", c", new BigInteger("123456789012345678901234567890"), null, 2.0)
          .row("", 3L, new BigDecimal("0.50"), Double.NaN)
          .build();

  @Test
  void render_table_alignsNumbersRightAndShowsNull() {
    assertEquals(
        """
        kind                               trips  mean  spread
        ------------------------------------------------------
        Cash                                  12   100     0.1
        a "b", c  123456789012345678901234567890  NULL     2.0
                                               3  0.50     NaN
        """,
        Render.render(TABLE, Format.table));
  }

  @Test
  void render_csv_quotesAndTellsEmptyFromNull() {
    assertEquals(
        """
        kind,trips,mean,spread
        Cash,12,100,0.1
        "a ""b"", c",123456789012345678901234567890,,2.0
        "",3,0.50,NaN
        """,
        Render.render(TABLE, Format.csv));
  }

  @Test
  void render_json_keepsDecimalsAsStrings() {
    assertEquals(
        """
        [
          {
            "kind" : "Cash",
            "trips" : 12,
            "mean" : "100",
            "spread" : 0.1
          }
        ]
        """,
        Render.render(new Table(TABLE.columns(), List.of(TABLE.rows().get(0))), Format.json));
  }

  @Test
  void render_controlCharactersInTable_cannotMoveTheCursor() {
    assertEquals(
        "x\n---------\na [31m  b\n",
        Render.render(Table.of("x").row("a\u001b[31m\n b").build(), Format.table));
  }

  @Test
  void table_rowOfAnotherWidth_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Table.of("a", "b").row("only one").build());
  }
}

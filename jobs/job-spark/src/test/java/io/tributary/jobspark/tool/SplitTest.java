package io.tributary.jobspark.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tributary.jobspark.tool.TableSchema.TableColumn;
import io.tributary.protocol.job.JobDefinition.Rounding;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void split_largestFirst_tiesByValue_blankIsIndependent_restIsOthers() {
    Split split = Split.of(Map.of("b", 5L, "", 9L, "a", 5L, "z", 1L, "y", 2L), 3);
    assertEquals(
        List.of(
            new Split.Part("r01", "independent", 9),
            new Split.Part("r02", "a", 5),
            new Split.Part("r03", "b", 5),
            new Split.Part("others", "others", 3)),
        split.parts());
    assertEquals(3, split.byValue().get("z"));
  }

  @Test
  void split_fewerValuesThanRepositories_hasNoOthers() {
    assertEquals(2, Split.of(Map.of("b", 5L, "a", 6L), 3).parts().size());
  }

  @Test
  void field_blankIsNull_exactDigitsOnly_unlessRoundingIsDeclared() {
    FieldParser exact = parser(Rounding.NONE);
    assertNull(exact.parse(1, ""));
    assertEquals(new BigDecimal("5.00"), exact.parse(1, "5"));
    assertEquals(new BigDecimal("1.50"), exact.parse(1, "1.500"));
    assertEquals(new BigDecimal("100.00"), exact.parse(1, "1e+02"));
    assertEquals(new BigDecimal("1.24"), parser(Rounding.HALF_UP).parse(1, "1.235"));
  }

  private static FieldParser parser(Rounding rounding) {
    return new FieldParser(new TableColumn("x", SqlType.decimal(8, 2), true, rounding));
  }
}

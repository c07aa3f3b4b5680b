package io.tributary.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.SeekableReadChannel;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.junit.jupiter.api.Test;

class ArrowFileTest {
  /** Type, value, and how Arrow's own reader says it. */
  private static final Map<SqlType, List<Object>> VALUES = new LinkedHashMap<>();

  static {
    VALUES.put(SqlType.STRING, List.of("Kraków", "Kraków"));
    VALUES.put(SqlType.BOOLEAN, List.of(true, "true"));
    VALUES.put(SqlType.parse("tinyint"), List.of(-7L, "-7"));
    VALUES.put(SqlType.parse("smallint"), List.of(-300L, "-300"));
    VALUES.put(SqlType.INT, List.of(70_000L, "70000"));
    VALUES.put(SqlType.BIGINT, List.of(3_000_000_000L, "3000000000"));
    VALUES.put(
        SqlType.decimal(38, 2),
        List.of(
            new BigDecimal("-123456789012345678901234567890.12"),
            "-123456789012345678901234567890.12"));
    VALUES.put(SqlType.parse("float"), List.of(0.5, "0.5"));
    VALUES.put(SqlType.DOUBLE, List.of(0.1, "0.1"));
    VALUES.put(SqlType.DATE, List.of(LocalDate.of(1969, 12, 31), "-1"));
    VALUES.put(SqlType.TIMESTAMP, List.of(Instant.ofEpochMilli(1_500), "1500000"));
    VALUES.put(
        SqlType.TIMESTAMP_NTZ,
        List.of(LocalDateTime.of(1970, 1, 1, 0, 0, 2), "1970-01-01T00:00:02"));
  }

  @Test
  void of_everyType_isReadBackWithItsNulls() throws Exception {
    List<Answer.Column> columns =
        VALUES.keySet().stream().map(type -> new Answer.Column("c_" + type, type)).toList();
    List<Object> values = VALUES.values().stream().map(pair -> pair.get(0)).toList();
    List<Object> nulls = Arrays.asList(new Object[columns.size()]);
    byte[] file = ArrowFile.of(new Answer(columns, List.of(values, nulls)));
    try (BufferAllocator allocator = new RootAllocator();
        ArrowFileReader reader =
            new ArrowFileReader(
                new SeekableReadChannel(new ByteArrayReadableSeekableByteChannel(file)),
                allocator)) {
      assertTrue(reader.loadNextBatch());
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertEquals(2, root.getRowCount());
      for (int i = 0; i < columns.size(); i++) {
        assertEquals(columns.get(i).name(), root.getVector(i).getName());
        Object said = VALUES.get(columns.get(i).type()).get(1);
        assertEquals(said, root.getVector(i).getObject(0).toString(), columns.get(i).name());
        assertNull(root.getVector(i).getObject(1), columns.get(i).name());
      }
    }
  }

  @Test
  void of_noRows_isAFileWithColumns() throws Exception {
    byte[] file =
        ArrowFile.of(new Answer(List.of(new Answer.Column("n", SqlType.BIGINT)), List.of()));
    try (BufferAllocator allocator = new RootAllocator();
        ArrowFileReader reader =
            new ArrowFileReader(
                new SeekableReadChannel(new ByteArrayReadableSeekableByteChannel(file)),
                allocator)) {
      assertEquals("n", reader.getVectorSchemaRoot().getVector(0).getName());
    }
  }
}

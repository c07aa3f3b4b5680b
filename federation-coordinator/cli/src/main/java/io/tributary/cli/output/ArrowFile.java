package io.tributary.cli.output;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.SqlType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** An answer as an Arrow IPC file (Feather, version 2): one batch, types as Spark's. */
public final class ArrowFile {
  private static final int DECIMAL_BITS = 128;

  private ArrowFile() {}

  /** The whole file. */
  public static byte[] of(Answer answer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Field> fields =
        answer.columns().stream()
            .map(column -> Field.nullable(column.name(), type(column.type())))
            .toList();
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(fields), allocator);
        ArrowFileWriter writer = new ArrowFileWriter(root, null, Channels.newChannel(out))) {
      for (int column = 0; column < fields.size(); column++) {
        fill(root.getVector(column), answer, column);
      }
      root.setRowCount(answer.rows().size());
      writer.start();
      writer.writeBatch();
      writer.end();
    } catch (IOException e) {
      throw new UncheckedIOException("the answer cannot be written as Arrow", e);
    }
    return out.toByteArray();
  }

  private static ArrowType type(SqlType type) {
    return switch (type.kind()) {
      case STRING -> ArrowType.Utf8.INSTANCE;
      case BOOLEAN -> ArrowType.Bool.INSTANCE;
      case TINYINT -> new ArrowType.Int(Byte.SIZE, true);
      case SMALLINT -> new ArrowType.Int(Short.SIZE, true);
      case INT -> new ArrowType.Int(Integer.SIZE, true);
      case BIGINT -> new ArrowType.Int(Long.SIZE, true);
      case DECIMAL -> new ArrowType.Decimal(type.precision(), type.scale(), DECIMAL_BITS);
      case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
      case TIMESTAMP_NTZ -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
    };
  }

  private static void fill(FieldVector vector, Answer answer, int column) {
    vector.allocateNew();
    for (int row = 0; row < answer.rows().size(); row++) {
      Object value = answer.rows().get(row).get(column);
      if (value != null) {
        set(vector, row, value);
      }
    }
    vector.setValueCount(answer.rows().size());
  }

  /** A value in the form that {@link SqlType} says; one that was not set is null. */
  private static void set(FieldVector vector, int row, Object value) {
    if (vector instanceof VarCharVector text) {
      text.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof BitVector bit) {
      bit.setSafe(row, (Boolean) value ? 1 : 0);
    } else if (vector instanceof TinyIntVector whole) {
      whole.setSafe(row, ((Long) value).byteValue());
    } else if (vector instanceof SmallIntVector whole) {
      whole.setSafe(row, ((Long) value).shortValue());
    } else if (vector instanceof IntVector whole) {
      whole.setSafe(row, ((Long) value).intValue());
    } else if (vector instanceof BigIntVector whole) {
      whole.setSafe(row, (Long) value);
    } else if (vector instanceof DecimalVector decimal) {
      decimal.setSafe(row, (BigDecimal) value);
    } else if (vector instanceof Float4Vector real) {
      real.setSafe(row, ((Double) value).floatValue());
    } else if (vector instanceof Float8Vector real) {
      real.setSafe(row, (Double) value);
    } else if (vector instanceof DateDayVector date) {
      date.setSafe(row, (int) ((LocalDate) value).toEpochDay());
    } else if (vector instanceof TimeStampMicroTZVector time) {
      time.setSafe(row, ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
    } else {
      Instant time = ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
      ((TimeStampMicroVector) vector).setSafe(row, ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }
  }
}

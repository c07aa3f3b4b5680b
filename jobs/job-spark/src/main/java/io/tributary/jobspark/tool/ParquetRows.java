package io.tributary.jobspark.tool;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Writes rows as a Parquet file, a value after the other, without a session. */
final class ParquetRows extends WriteSupport<Object[]> {
  private static final long ROW_GROUP = 4 << 20;

  private final MessageType schema;
  private RecordConsumer consumer;

  private ParquetRows(MessageType schema) {
    this.schema = schema;
  }

  /**
   * Opens a file that does not exist yet.
   *
   * @param schema its columns; a row has a value for each, as Spark's rows hold it, or null
   */
  static ParquetWriter<Object[]> open(Path file, MessageType schema) throws IOException {
    return new Builder(new LocalOutputFile(file), schema)
        .withConf(new PlainParquetConfiguration())
        .withCompressionCodec(CompressionCodecName.SNAPPY)
        .withRowGroupSize(ROW_GROUP)
        .build();
  }

  @Override
  @Deprecated
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.consumer = recordConsumer;
  }

  @Override
  public void write(Object[] row) {
    consumer.startMessage();
    for (int i = 0; i < row.length; i++) {
      if (row[i] != null) {
        String name = schema.getFieldName(i);
        consumer.startField(name, i);
        value(row[i], schema.getType(i).asPrimitiveType());
        consumer.endField(name, i);
      }
    }
    consumer.endMessage();
  }

  private void value(Object value, PrimitiveType type) {
    if (value instanceof String text) {
      consumer.addBinary(Binary.fromString(text));
    } else if (value instanceof BigDecimal decimal) {
      decimal(decimal, type);
    } else if (value instanceof Long number) {
      consumer.addLong(number);
    } else if (value instanceof Double number) {
      consumer.addDouble(number);
    } else if (value instanceof Float number) {
      consumer.addFloat(number);
    } else if (value instanceof Number number) {
      consumer.addInteger(number.intValue());
    } else if (value instanceof LocalDate date) {
      consumer.addInteger(Math.toIntExact(date.toEpochDay()));
    } else if (value instanceof Instant moment) {
      consumer.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
    } else if (value instanceof LocalDateTime moment) {
      value(moment.toInstant(ZoneOffset.UTC), type);
    } else if (value instanceof Boolean flag) {
      consumer.addBoolean(flag);
    } else {
      throw new IllegalArgumentException("no column holds a " + value.getClass());
    }
  }

  /** The unscaled number; in more than 18 digits as bytes, largest first, sign extended. */
  private void decimal(BigDecimal value, PrimitiveType type) {
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT32) {
      consumer.addInteger(value.unscaledValue().intValueExact());
    } else if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT64) {
      consumer.addLong(value.unscaledValue().longValueExact());
    } else {
      byte[] bytes = value.unscaledValue().toByteArray();
      byte[] full = new byte[type.getTypeLength()];
      int sign = full.length - bytes.length;
      Arrays.fill(full, 0, sign, (byte) (value.signum() < 0 ? -1 : 0));
      System.arraycopy(bytes, 0, full, sign, bytes.length);
      consumer.addBinary(Binary.fromConstantByteArray(full));
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
    private final MessageType schema;

    Builder(OutputFile file, MessageType schema) {
      super(file);
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @Deprecated
    protected WriteSupport<Object[]> getWriteSupport(Configuration configuration) {
      return new ParquetRows(schema);
    }

    @Override
    protected WriteSupport<Object[]> getWriteSupport(ParquetConfiguration configuration) {
      return new ParquetRows(schema);
    }
  }
}

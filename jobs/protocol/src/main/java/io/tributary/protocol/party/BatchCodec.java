package io.tributary.protocol.party;

import io.tributary.protocol.port.BusRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch in a store, so that what is sent later is what was published: version (1 byte), count
 * (u32), then for each record topic and key (u16 length, UTF-8), lane (u32), value (u32 length,
 * bytes). Big-endian.
 */
public final class BatchCodec {
  private static final int VERSION = 1;

  private BatchCodec() {}

  /** Writes a batch. */
  public static byte[] write(List<BusRecord> batch) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(batch.size());
      for (BusRecord record : batch) {
        out.writeUTF(record.topic());
        out.writeUTF(record.key());
        out.writeInt(record.lane());
        out.writeInt(record.value().length);
        out.write(record.value());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a batch.
   *
   * @throws IllegalStateException if another version has written it
   */
  public static List<BusRecord> read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException("the store holds a batch of unknown version " + version);
      }
      int count = in.readInt();
      List<BusRecord> batch = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        String topic = in.readUTF();
        String key = in.readUTF();
        int lane = in.readInt();
        batch.add(new BusRecord(topic, lane, key, in.readNBytes(in.readInt())));
      }
      return List.copyOf(batch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

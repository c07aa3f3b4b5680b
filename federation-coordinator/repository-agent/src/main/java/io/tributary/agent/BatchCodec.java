package io.tributary.agent;

import io.tributary.protocol.port.BusRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A batch as bytes in the agent's own store, so that what is sent later is what was dealt. */
final class BatchCodec {
  private BatchCodec() {}

  static byte[] write(List<BusRecord> batch) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(batch.size());
      for (BusRecord item : batch) {
        out.writeUTF(item.topic());
        out.writeInt(item.lane());
        out.writeUTF(item.key());
        out.writeInt(item.value().length);
        out.write(item.value());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  static List<BusRecord> read(byte[] stored) {
    List<BusRecord> batch = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String topic = in.readUTF();
        int lane = in.readInt();
        String key = in.readUTF();
        batch.add(new BusRecord(topic, lane, key, in.readNBytes(in.readInt())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a stored batch is cut off: the store is damaged", e);
    }
    return batch;
  }
}

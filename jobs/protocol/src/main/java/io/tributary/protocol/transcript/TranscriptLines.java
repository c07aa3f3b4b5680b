package io.tributary.protocol.transcript;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines and the bytes of a file: every line ends with one line feed, and none is empty. */
final class TranscriptLines {
  private static final byte END = '\n';

  private TranscriptLines() {}

  static byte[] join(List<byte[]> lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      out.writeBytes(line);
      out.write(END);
    }
    return out.toByteArray();
  }

  static List<byte[]> split(TranscriptFile file, byte[] bytes) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == END) {
        lines.add(line(file, lines.size() + 1, bytes, start, i));
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      throw new TranscriptException(
          Leaf.line(file, lines.size() + 1), "the line has no end; the file may be cut off");
    }
    return lines;
  }

  private static byte[] line(TranscriptFile file, int number, byte[] bytes, int start, int end) {
    if (start == end || end - start > TranscriptLimits.LINE_BYTES) {
      throw new TranscriptException(
          Leaf.line(file, number),
          "a line has 1 to " + TranscriptLimits.LINE_BYTES + " bytes, not " + (end - start));
    }
    return Arrays.copyOfRange(bytes, start, end);
  }
}

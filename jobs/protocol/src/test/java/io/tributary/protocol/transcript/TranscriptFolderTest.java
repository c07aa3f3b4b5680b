package io.tributary.protocol.transcript;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TranscriptFolderTest {
  private static final byte[] BLOB = "a blob".getBytes(UTF_8);
  private static final Digest BLOB_DIGEST = Digests.sha256(BLOB);

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void writeFolder() {
    folder = temp.resolve("0xrun");
    TranscriptFolder.write(folder, run("{\"a\":1}"));
  }

  private static RunFolder run(String line) {
    Transcript transcript =
        Transcript.of(
            Map.of(
                TranscriptFile.REQUEST, List.of(line.getBytes(UTF_8)),
                TranscriptFile.CHECKED, List.of("{}".getBytes(UTF_8), "[]".getBytes(UTF_8))),
            Map.of(BLOB_DIGEST, BLOB));
    return new RunFolder(transcript, Optional.of(new byte[] {1}), Optional.empty());
  }

  @Test
  void folder_writtenAndRead_isTheSame() {
    RunFolder read = TranscriptFolder.read(folder);
    assertEquals(1, read.transcript().lines(TranscriptFile.REQUEST).size());
    assertArrayEquals("[]".getBytes(UTF_8), read.transcript().lines(TranscriptFile.CHECKED).get(1));
    assertTrue(read.transcript().lines(TranscriptFile.RECEIPT).isEmpty());
    assertArrayEquals(BLOB, read.transcript().blob(BLOB_DIGEST).orElseThrow());
    assertArrayEquals(new byte[] {1}, read.chain().orElseThrow());
    assertTrue(read.result().isEmpty());
    assertTrue(read.transcript().wrongBlobs().isEmpty());
  }

  @Test
  void folder_writtenAgain_isReplacedWholeAndLeavesNothingBeside() throws IOException {
    TranscriptFolder.write(folder, run("{\"a\":2}"));
    assertArrayEquals(
        "{\"a\":2}".getBytes(UTF_8),
        TranscriptFolder.read(folder).transcript().lines(TranscriptFile.REQUEST).get(0));
    try (Stream<Path> beside = Files.list(temp)) {
      assertEquals(List.of(folder), beside.toList());
    }
  }

  @Test
  @Tag("threat-60")
  void blob_withOneBitFlipped_isListedAsWrong() throws IOException {
    Path blob = folder.resolve("blobs").resolve(BLOB_DIGEST.hex().substring(2));
    byte[] bytes = Files.readAllBytes(blob);
    bytes[0] ^= 1;
    Files.write(blob, bytes);
    assertEquals(List.of(BLOB_DIGEST), TranscriptFolder.read(folder).transcript().wrongBlobs());
  }

  @Test
  void file_asSymbolicLink_isRefusedAndNamed() throws IOException {
    Path request = folder.resolve("transcript/request.jsonl");
    Path elsewhere = Files.move(request, temp.resolve("elsewhere"));
    Files.createSymbolicLink(request, elsewhere);
    assertRefused("transcript/request.jsonl");
  }

  @Test
  void blob_asSymbolicLink_isRefused() throws IOException {
    Path blob = folder.resolve("blobs").resolve(BLOB_DIGEST.hex().substring(2));
    Path elsewhere = Files.move(blob, temp.resolve("elsewhere"));
    Files.createSymbolicLink(blob, elsewhere);
    assertRefused("blobs/" + BLOB_DIGEST.hex().substring(2));
  }

  @Test
  void transcriptFolder_asSymbolicLink_isRefused() throws IOException {
    Path elsewhere = Files.move(folder.resolve("transcript"), temp.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("transcript"), elsewhere);
    assertRefused("transcript");
  }

  @Test
  void blob_withAnotherName_isRefused() throws IOException {
    for (String name : List.of("x", "..%2fx", "a".repeat(63), "A".repeat(64), "g".repeat(64))) {
      Path blob = Files.write(folder.resolve("blobs").resolve(name), BLOB);
      TranscriptException refused =
          assertThrows(TranscriptException.class, () -> TranscriptFolder.read(folder), name);
      assertTrue(refused.leaf().name().startsWith("blobs/"), refused.leaf().name());
      Files.delete(blob);
    }
    assertFalse(TranscriptFolder.read(folder).transcript().blobs().isEmpty());
  }

  @Test
  void transcriptFile_missingOrUnknown_isRefusedAndNamed() throws IOException {
    Path more = Files.createFile(folder.resolve("transcript/more.jsonl"));
    assertRefused("transcript/more.jsonl");
    Files.delete(more);
    Files.delete(folder.resolve("transcript/completions.jsonl"));
    assertRefused("transcript/completions.jsonl");
  }

  @Test
  @Tag("threat-60")
  void lines_cutOffEmptyOrTooLong_areRefusedAndNamed() throws IOException {
    Path checked = folder.resolve("transcript/checked.jsonl");
    Files.writeString(checked, "{}\n[]");
    assertRefused("transcript/checked.jsonl line 2");
    Files.writeString(checked, "{}\n\n[]\n");
    assertRefused("transcript/checked.jsonl line 2");
    Files.writeString(checked, "x".repeat(TranscriptLimits.LINE_BYTES + 1) + "\n");
    assertRefused("transcript/checked.jsonl line 1");
    Files.writeString(checked, "x\n".repeat(TranscriptLimits.FILE_BYTES / 2) + "x\n");
    assertRefused("transcript/checked.jsonl");
  }

  private void assertRefused(String leaf) {
    TranscriptException refused =
        assertThrows(TranscriptException.class, () -> TranscriptFolder.read(folder));
    assertEquals(leaf, refused.leaf().name());
  }
}

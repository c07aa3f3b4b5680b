package io.tributary.auditor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.transcript.Leaf;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is changed in a transcript, the audit fails and says where. */
@Tag("threat-60")
final class TranscriptMutationTest {
  private static long seed;
  private static EventChain chain;
  private static Transcript honest;

  @BeforeAll
  static void play() {
    seed = Seeds.next("TranscriptMutationTest");
    chain = new EventChain();
    honest = new TestRun(chain, seed).play().receive();
  }

  private static AuditReport audit(Transcript transcript) {
    return Audit.replayed(
            new RunFolder(transcript, Optional.empty(), Optional.empty()), chain.history())
        .report();
  }

  private static void assertFails(Transcript transcript, String leaf, String what) {
    AuditReport report = audit(transcript);
    assertFalse(report.ok(), what);
    assertTrue(
        report.checks().stream()
            .anyMatch(check -> check.leaf().filter(l -> l.name().equals(leaf)).isPresent()),
        () -> what + " should name " + leaf + ":\n" + report.text());
  }

  private static Transcript with(Map<Digest, byte[]> blobs) {
    Map<TranscriptFile, List<byte[]>> lines = new EnumMap<>(TranscriptFile.class);
    for (TranscriptFile file : TranscriptFile.values()) {
      lines.put(file, honest.lines(file));
    }
    return Transcript.of(lines, blobs);
  }

  @Test
  void transcript_asItWasMade_passes() {
    AuditReport report = audit(honest);
    assertTrue(report.ok(), report.text());
    assertEquals(Optional.empty(), report.leaf());
  }

  @Test
  void line_withOneByteChanged_failsAndIsNamed() {
    Random random = new Random(seed);
    for (TranscriptFile file : TranscriptFile.values()) {
      List<byte[]> lines = honest.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        for (int position : Mutations.positions(lines.get(i), random)) {
          List<byte[]> changed = new ArrayList<>(lines);
          changed.set(i, Mutations.changed(lines.get(i), position, random));
          assertFails(
              honest.with(file, changed),
              Leaf.line(file, i + 1).name(),
              file + " line " + (i + 1) + " byte " + position);
        }
      }
    }
  }

  @Test
  void line_deleted_fails() {
    for (TranscriptFile file : TranscriptFile.values()) {
      for (int i = 0; i < honest.lines(file).size(); i++) {
        List<byte[]> shorter = new ArrayList<>(honest.lines(file));
        shorter.remove(i);
        AuditReport report = audit(honest.with(file, shorter));
        assertFalse(report.ok(), file + " without line " + (i + 1));
        assertTrue(report.leaf().isPresent(), report.text());
      }
    }
  }

  @Test
  void line_repeatedOrMovedToAnotherFile_failsAndIsNamed() {
    for (TranscriptFile file : TranscriptFile.values()) {
      for (int i = 0; i < honest.lines(file).size(); i++) {
        byte[] line = honest.lines(file).get(i);
        List<byte[]> longer = new ArrayList<>(honest.lines(file));
        longer.add(i + 1, line);
        assertFails(honest.with(file, longer), Leaf.line(file, i + 2).name(), "repeated");
        for (TranscriptFile other : TranscriptFile.values()) {
          if (other != file) {
            List<byte[]> there = new ArrayList<>(honest.lines(other));
            there.add(line);
            assertFails(honest.with(other, there), Leaf.line(other, there.size()).name(), "moved");
          }
        }
      }
    }
  }

  @Test
  void lines_inAnotherOrder_fail() {
    Random random = new Random(seed);
    for (TranscriptFile file : TranscriptFile.values()) {
      List<byte[]> lines = honest.lines(file);
      for (int i = 0; i + 1 < lines.size(); i++) {
        List<byte[]> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, i, i + 1 + random.nextInt(lines.size() - i - 1));
        AuditReport report = audit(honest.with(file, swapped));
        assertFalse(report.ok(), file + " swapped at " + i);
        assertTrue(
            report.leaf().orElseThrow().name().startsWith(file.path() + " line "), report.text());
      }
    }
  }

  @Test
  void blob_withOneByteChanged_failsAndIsNamed() {
    Random random = new Random(seed);
    for (Digest digest : honest.blobs().keySet()) {
      byte[] bytes = honest.blob(digest).orElseThrow();
      for (int i = 0; i < 8; i++) {
        int position = i == 0 ? 0 : i == 1 ? bytes.length - 1 : random.nextInt(bytes.length);
        Map<Digest, byte[]> blobs = new TreeMap<>(honest.blobs());
        byte[] changed = bytes.clone();
        changed[position] ^= (byte) (1 << random.nextInt(8));
        blobs.put(digest, changed);
        assertFails(with(blobs), Leaf.blob(digest).name(), "byte " + position);
      }
    }
  }

  @Test
  void blobs_swappedMissingOrAdded_failAndAreNamed() {
    List<Digest> digests = List.copyOf(honest.blobs().keySet());
    Digest first = digests.get(0);
    for (Digest other : digests.subList(1, digests.size())) {
      Map<Digest, byte[]> swapped = new TreeMap<>(honest.blobs());
      swapped.put(first, honest.blob(other).orElseThrow());
      swapped.put(other, honest.blob(first).orElseThrow());
      assertFails(with(swapped), Leaf.blob(first).name(), "swapped");
    }
    for (Digest missing : digests) {
      Map<Digest, byte[]> fewer = new TreeMap<>(honest.blobs());
      fewer.remove(missing);
      AuditReport report = audit(with(fewer));
      assertFalse(report.ok(), "without " + missing);
      assertTrue(report.leaf().orElseThrow().name().contains(" line "), report.text());
    }
    Map<Digest, byte[]> more = new TreeMap<>(honest.blobs());
    Digest stranger = TestRun.digest("stranger");
    more.put(stranger, "stranger".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertFails(with(more), Leaf.blob(stranger).name(), "added");
  }
}

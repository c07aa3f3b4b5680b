package io.tributary.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Home;
import io.tributary.cli.query.Results;
import io.tributary.protocol.id.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real runs on real parts: right, proven, and silent about the rows. */
@ExtendWith(OnStage.class)
class RealRunIT {
  private static final Map<String, String> SHORT_TRIPS = Map.of("max_miles", "12.50");

  @Test
  void answer_equalsPlainSparkOverThePooledRows(Stage stage) {
    RunId run = stage.ask(SHORT_TRIPS);
    stage.awaitReleased(run);
    Results.Opened opened = stage.open(run);
    assertEquals(Optional.empty(), opened.answer().difference(stage.pooled(SHORT_TRIPS)));
    assertFalse(opened.answer().rows().isEmpty());
    assertTrue(opened.audit().ok(), opened.audit()::text);
  }

  @Test
  @Tag("threat-60")
  void audit_ofAFolderWithOneByteChanged_namesTheLeaf(Stage stage, @TempDir Path copies)
      throws IOException {
    Path folder = answered(stage);
    List<Path> files = files(folder);
    assertTrue(files.size() >= 10, "few files to change: " + files);
    for (Path file : files) {
      Path copy = copies.resolve(file.getFileName() + "-changed");
      copy(folder, copy);
      Path target = copy.resolve(folder.relativize(file));
      byte[] bytes = Files.readAllBytes(target);
      bytes[bytes.length / 2] ^= 1;
      Files.write(target, bytes);
      Stage.Said said = stage.tributary("audit", copy.toString());
      assertEquals(5, said.code(), () -> file + ": " + said.out() + said.err());
      String leaf = file.getFileName().toString();
      assertTrue(
          (said.out() + said.err()).contains(leaf),
          () -> leaf + " is not named: " + said.out() + said.err());
    }
    assertEquals(0, stage.tributary("audit", folder.toString()).code());
  }

  @Test
  @Tag("threat-13")
  @Tag("threat-26")
  void nothingOfARow_isFoundOutsideItsRepository(Stage stage) throws IOException {
    Path folder = answered(stage);
    List<byte[]> canaries = new ArrayList<>();
    for (String text : List.of(TaxiRows.CANARY, TaxiRows.CANARY_FARE)) {
      canaries.add(text.getBytes(StandardCharsets.UTF_8));
    }
    List<Path> searched = new ArrayList<>();
    for (Federation.Member member : stage.federation().federation().parties()) {
      Path tables = stage.home().tables(member.id());
      for (Path file : files(stage.home().party(member.id()))) {
        if (!file.startsWith(tables)) {
          searched.add(file);
        }
      }
    }
    searched.addAll(files(folder));
    assertTrue(
        searched.stream().anyMatch(file -> file.toString().contains("tributary-shares-")),
        "the broker's log of shares is searched");
    for (Path file : searched) {
      byte[] bytes = Files.readAllBytes(file);
      for (byte[] canary : canaries) {
        assertFalse(contains(bytes, canary), () -> "a canary lies in " + file);
      }
    }
  }

  @Test
  void secrets_areInNoCommandLineEnvironmentOrLog(Stage stage) throws IOException {
    List<String> secrets = new ArrayList<>();
    for (Path key : files(stage.home().keys())) {
      secrets.add(Files.readString(key, StandardCharsets.ISO_8859_1).strip());
    }
    assertTrue(secrets.size() >= 10);
    for (Federation.Member member : stage.federation().federation().parties()) {
      Path process = Path.of("/proc", Long.toString(member.pid()));
      List<Path> open = new ArrayList<>();
      if (member.pid() > 0 && Files.exists(process)) {
        open.addAll(List.of(process.resolve("cmdline"), process.resolve("environ")));
      }
      Path log = stage.home().log(member.id());
      if (Files.exists(log)) {
        open.add(log);
      }
      for (Path file : open) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertTrue(secrets.stream().noneMatch(text::contains), () -> "a secret key is in " + file);
      }
    }
  }

  private static Path answered(Stage stage) {
    RunId run = stage.ask(Map.of());
    stage.awaitReleased(run);
    return stage.open(run).folder();
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Path target = to.resolve(from.relativize(file));
      Home.make(target.getParent());
      Files.copy(file, target);
    }
  }

  private static boolean contains(byte[] haystack, byte[] needle) {
    String hay = new String(haystack, StandardCharsets.ISO_8859_1);
    String plain = new String(needle, StandardCharsets.ISO_8859_1);
    return hay.contains(plain) || hay.contains(HexFormat.of().formatHex(needle));
  }
}

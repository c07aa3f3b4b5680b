package io.tributary.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.home.Home;
import io.tributary.party.process.Preload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a part of one jar, whose main is the preloader itself. */
class ClassArchivesTest {
  private static final String PART = "broker";

  @TempDir private Path folder;
  private Path jar;
  private Home home;
  private ClassArchives archives;

  @BeforeEach
  void installation() throws IOException {
    Path lib = folder.resolve("federation-coordinator/broker/target/dist/broker/lib");
    jar = Files.createDirectories(lib).resolve("part.jar");
    String name = Preload.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        InputStream bytes =
            Objects.requireNonNull(Preload.class.getClassLoader().getResourceAsStream(name))) {
      out.putNextEntry(new JarEntry(name));
      bytes.transferTo(out);
    }
    home = new Home(folder.resolve("home"));
    archives = new ClassArchives(new Installation(folder), folder.resolve("archives"));
  }

  @Test
  void option_afterAFederationRan_isAnArchiveOfWhatItLoaded() throws Exception {
    learnAndMake();
    String option = archives.option(PART, folder);
    assertTrue(option.startsWith("-XX:SharedArchiveFile=" + folder.resolve("archives")), option);
    String loaded = start(option, "-Xlog:class+load");
    assertTrue(
        loaded
            .lines()
            .anyMatch(
                line ->
                    line.contains(Preload.class.getName()) && line.contains("shared objects file")),
        loaded);
    assertEquals(List.of(), archives.waiting());
  }

  @Test
  void option_jarChangedSince_isToLearnAnew() throws Exception {
    learnAndMake();
    String before = archives.option(PART, folder);
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
    assertEquals(listing(folder), archives.option(PART, folder));
    // Whoever starts from the old one all the same is served from the jar.
    assertTrue(start(before, "-Xlog:class+load").contains("part.jar"));
    learnAndMake();
    assertTrue(archives.option(PART, folder).startsWith("-XX:SharedArchiveFile="));
    assertFalse(archives.option(PART, folder).equals(before));
    try (var files = Files.list(folder.resolve("archives"))) {
      assertEquals(1, files.filter(f -> f.toString().endsWith(".jsa")).count(), "the old one goes");
    }
  }

  @Test
  void make_folderThatCannotBeWritten_doesWithout() throws Exception {
    Files.writeString(folder.resolve("archives"), "a file");
    learnAndMake();
    assertEquals(listing(folder), archives.option(PART, folder));
  }

  @Test
  void make_listOfNothingThatExists_ends() throws Exception {
    Path tmp = Files.createDirectories(home.party("b1").resolve("tmp"));
    Files.writeString(tmp.resolve("broker.classes"), "# x\n@lambda y\nno/such/Type id: 1\n\n");
    archives.learn(home);
    assertEquals(List.of(PART), archives.waiting());
    archives.make(said -> {});
    assertEquals(List.of(), archives.waiting());
  }

  private void learnAndMake() throws Exception {
    Path tmp = Files.createDirectories(home.party("b1").resolve("tmp"));
    String option = archives.option(PART, tmp);
    assertEquals(listing(tmp), option);
    start(option, "-Xshare:auto");
    archives.learn(home);
    archives.make(said -> {});
  }

  private static String listing(Path tmp) {
    return "-XX:DumpLoadedClassList=" + tmp.resolve("broker.classes");
  }

  private String start(String option, String other) throws Exception {
    Process process =
        new ProcessBuilder(
                Installation.java(),
                option,
                other,
                "-XX:+UseSerialGC",
                "-cp",
                new Installation(folder).classPath(PART),
                Preload.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}

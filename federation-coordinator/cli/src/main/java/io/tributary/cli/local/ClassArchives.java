package io.tributary.cli.local;

import io.tributary.cli.home.Home;
import io.tributary.protocol.encode.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Archives of the classes that the parts of this installation load, one a part: who starts from one
 * maps thousands of classes that it would else read from jars, parse and verify. What goes in is
 * learned from a federation that ran: without an archive a process writes down what it loads. An
 * archive is named after the class path and the Java it was made for, so that none is used after
 * either has changed; the virtual machine checks that too, and goes without if it does not match.
 *
 * <p>Nothing depends on archives: where there is no room or right to write them there are none.
 * Whoever can write their folder can put code into the parties, as with the jars beside it.
 */
public final class ClassArchives {
  /** System property by which the launcher names the folder; without it there are no archives. */
  public static final String FOLDER = "tributary.archives";

  /** System property by which the launcher names the list that this process itself writes. */
  public static final String OWN_LIST = "tributary.classes";

  private static final String OWN_PART = "cli";
  private static final String LIST = ".classes";
  private static final String ARCHIVE = ".jsa";
  private static final String DRAFT = "-by-";
  private static final int KEY_DIGITS = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Installation installation;
  private final Path folder;

  ClassArchives(Installation installation, Path folder) {
    this.installation = installation;
    this.folder = folder;
  }

  /** Those of an installation, if it has a folder for them. */
  public static Optional<ClassArchives> of(Installation installation) {
    return Optional.ofNullable(System.getProperty(FOLDER))
        .map(folder -> new ClassArchives(installation, Path.of(folder)));
  }

  /**
   * What a process is told: where its archive is, or where to write down what it loads.
   *
   * @param temporary the process's own folder for such things
   */
  String option(String part, Path temporary) {
    Path archive = archive(part);
    return Files.isRegularFile(archive)
        ? "-XX:SharedArchiveFile=" + archive
        : "-XX:DumpLoadedClassList=" + temporary.resolve(part + LIST);
  }

  /** Keeps what the processes of a federation, which have ended, and this one have loaded. */
  public void learn(Home home) {
    try {
      for (Path list : files(home.folder().resolve("parties"), 3, LIST)) {
        String part = list.getFileName().toString().replace(LIST, "");
        keep(list, part, list.getParent().getParent().getFileName().toString());
      }
      Optional<Path> own = Optional.ofNullable(System.getProperty(OWN_LIST)).map(Path::of);
      if (own.filter(Files::isRegularFile).isPresent()) {
        keep(own.get(), OWN_PART, OWN_PART);
      }
    } catch (IOException e) {
      return;
    }
  }

  private void keep(Path list, String part, String party) throws IOException {
    Home.make(learned(part));
    Files.move(list, learned(part).resolve(party + LIST), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Parts whose archive can be made from what was learned, and is not there. */
  List<String> waiting() {
    return installation.parts().stream()
        .filter(part -> Files.isDirectory(learned(part)) && !Files.isRegularFile(archive(part)))
        .toList();
  }

  /** Makes the archives that can be made, two at a time: half a minute's work. */
  public void make(Consumer<String> say) {
    List<String> parts = waiting();
    if (parts.isEmpty()) {
      return;
    }
    say.accept(
        "making archives of the classes that were loaded, so that the next start is faster:"
            + " once, about half a minute; Ctrl-C does no harm");
    sweep();
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      parts.forEach(part -> both.execute(() -> make(part)));
      both.shutdown();
      both.awaitTermination(PATIENCE.toMinutes(), TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      both.shutdownNow();
    }
  }

  /** Makes the archive of a part; those for what it was before go. Whether it is there now. */
  boolean make(String part) {
    Path archive = archive(part);
    Path draft = folder.resolve(archive.getFileName() + DRAFT + ProcessHandle.current().pid());
    try {
      List<Path> lists = files(learned(part), 1, LIST);
      if (ArchiveDump.write(installation.classPath(part), lists, draft)) {
        for (Path old : files(folder, 1, ARCHIVE)) {
          if (old.getFileName().toString().startsWith(part + "-")) {
            Files.deleteIfExists(old);
          }
        }
        Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.deleteIfExists(draft);
      Home.delete(learned(part));
    } catch (IOException e) {
      return false;
    }
    return Files.isRegularFile(archive);
  }

  /** Removes what makers that were killed have left. */
  private void sweep() {
    try {
      for (Path draft : files(folder, 1, "")) {
        String[] name = draft.getFileName().toString().split(DRAFT, 2);
        if (name.length == 2 && ProcessHandle.of(Long.parseLong(name[1])).isEmpty()) {
          Files.deleteIfExists(draft);
        }
      }
    } catch (IOException | NumberFormatException e) {
      return;
    }
  }

  private Path archive(String part) {
    return folder.resolve(part + "-" + key(part) + ARCHIVE);
  }

  private Path learned(String part) {
    return folder.resolve("learned").resolve(part);
  }

  /** Changes whenever a jar or the Java does. */
  private String key(String part) {
    try {
      String jars =
          files(Path.of(installation.classPath(part)).getParent(), 1, ".jar").stream()
              .map(ClassArchives::stamp)
              .sorted()
              .collect(Collectors.joining("\n"));
      String java = Installation.java() + "\n" + Runtime.version() + "\n";
      return Digests.sha256((java + jars).getBytes(StandardCharsets.UTF_8))
          .hex()
          .substring(2, 2 + KEY_DIGITS);
    } catch (IOException e) {
      return "none";
    }
  }

  private static String stamp(Path jar) {
    return jar + " " + jar.toFile().length() + " " + jar.toFile().lastModified();
  }

  private static List<Path> files(Path folder, int depth, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }
}

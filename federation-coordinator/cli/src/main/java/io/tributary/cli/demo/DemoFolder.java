package io.tributary.cli.demo;

import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.home.Home;
import io.tributary.cli.home.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one demo, below the home: made for it and removed with it. While it may be removed
 * it holds a mark of the process it belongs to, so that the next demo can sweep away what a killed
 * one has left: keys and tables.
 */
public final class DemoFolder {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final String PREFIX = "demo-";
  private static final String OWNER = "owner.txt";
  private static final String PARTIES = "parties";

  private final Home home;

  private DemoFolder(Home home) {
    this.home = home;
  }

  /**
   * Makes a new one.
   *
   * @param keep whether it stays, whatever happens
   */
  public static DemoFolder make(Home base, boolean keep) {
    byte[] salt = new byte[3];
    new SecureRandom().nextBytes(salt);
    String stamp = STAMP.format(LocalDateTime.now(ZoneId.systemDefault()));
    Path folder = base.folder().resolve(PREFIX + stamp + "-" + HexFormat.of().formatHex(salt));
    try {
      Home.make(folder);
      if (!keep) {
        ProcessMark me = ProcessMark.of(ProcessHandle.current());
        Files.writeString(folder.resolve(OWNER), me.pid() + " " + me.started() + "\n");
      }
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(folder, e);
    }
    return new DemoFolder(new Home(folder));
  }

  /** Removes the folders of demos that were killed; returns how many. */
  public static int sweep(Home base) {
    int swept = 0;
    for (Path folder : owned(base)) {
      if (!running(folder) && swept(folder)) {
        swept++;
      }
    }
    return swept;
  }

  /** Its processes may be about to end, and hinder it: then the next demo tries again. */
  private static boolean swept(Path folder) {
    try {
      new DemoFolder(new Home(folder)).remove();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a demo runs in this home. */
  public static boolean anyRunning(Home base) {
    return owned(base).stream().anyMatch(DemoFolder::running);
  }

  /** Whether a home has folders of demos, kept or not. */
  public static boolean any(Home base) {
    return !folders(base).isEmpty();
  }

  private static List<Path> owned(Home base) {
    return folders(base).stream().filter(f -> Files.exists(f.resolve(OWNER))).toList();
  }

  private static List<Path> folders(Home base) {
    if (!Files.isDirectory(base.folder())) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(base.folder())) {
      return children
          .filter(child -> child.getFileName().toString().startsWith(PREFIX))
          .filter(Files::isDirectory)
          .toList();
    } catch (IOException e) {
      throw HomeErrors.notReadable(base.folder());
    }
  }

  private static boolean running(Path folder) {
    try {
      String[] mark = Files.readString(folder.resolve(OWNER)).strip().split(" ", -1);
      return new ProcessMark(Long.parseLong(mark[0]), Long.parseLong(mark[1])).handle().isPresent();
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // Half a mark: whoever writes it is at it now, or the folder is just being removed.
      return true;
    }
  }

  public Home home() {
    return home;
  }

  /** Removes all of it, the mark last: a removal that was cut off is finished by the next demo. */
  public void remove() throws IOException {
    clear(home.folder(), List.of(OWNER));
    Files.deleteIfExists(home.folder().resolve(OWNER));
    Files.deleteIfExists(home.folder());
  }

  /** Removes all of it but the parties' logs; returns where these are, if any says anything. */
  Optional<Path> keepLogs() throws IOException {
    Path parties = home.folder().resolve(PARTIES);
    clear(home.folder(), List.of(OWNER, PARTIES));
    boolean any = false;
    if (Files.isDirectory(parties)) {
      for (Path party : children(parties)) {
        Path log = party.resolve("log.txt");
        boolean said = Files.isRegularFile(log) && Files.size(log) > 0;
        clear(party, said ? List.of("log.txt") : List.of());
        if (!said) {
          Files.deleteIfExists(party);
        }
        any |= said;
      }
    }
    if (!any) {
      remove();
      return Optional.empty();
    }
    Files.deleteIfExists(home.folder().resolve(OWNER));
    return Optional.of(parties);
  }

  private static void clear(Path folder, List<String> spared) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    for (Path child : children(folder)) {
      if (spared.contains(child.getFileName().toString())) {
        continue;
      }
      if (Files.isDirectory(child, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        Home.delete(child);
      } else {
        Files.deleteIfExists(child);
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}

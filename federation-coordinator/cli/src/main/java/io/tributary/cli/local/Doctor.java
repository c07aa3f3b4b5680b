package io.tributary.cli.local;

import io.tributary.cli.error.CliException;
import io.tributary.cli.home.Home;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks for what would keep a federation from running here. */
public final class Doctor {
  private static final long GIB = 1L << 30;
  private static final long MEMORY = 5 * GIB;
  private static final long DISK = GIB;

  private Doctor() {}

  /**
   * One finding.
   *
   * @param fix empty if all is well
   */
  public record Finding(String check, boolean ok, String found, String fix) {}

  /** All findings. */
  public static List<Finding> examine(Installation installation, Home home) {
    List<Finding> findings = new ArrayList<>();
    int java = Runtime.version().feature();
    findings.add(finding("java", java >= 17, "version " + java, "install a JDK 17"));
    findings.add(parts(installation));
    findings.add(chain(installation));
    findings.add(ports());
    findings.add(disk(home));
    findings.add(memory());
    findings.add(
        finding(
            "processors",
            Runtime.getRuntime().availableProcessors() >= 2,
            Runtime.getRuntime().availableProcessors() + "",
            "two or more make a demo bearable"));
    return findings;
  }

  private static Finding parts(Installation installation) {
    List<String> missing = installation.missingParts();
    return finding(
        "built parts",
        missing.isEmpty(),
        missing.isEmpty() ? "all" : "missing: " + String.join(", ", missing),
        "start through ./tributary, which builds them");
  }

  private static Finding chain(Installation installation) {
    boolean installed = Files.isDirectory(installation.chain().resolve("node_modules"));
    Optional<String> node = installed ? Optional.of("") : nodeVersion();
    return finding(
        "ethereum node",
        installed || node.isPresent(),
        installed
            ? "anvil is installed"
            : node.map(v -> "Node.js " + v + " can install it").orElse("no anvil and no Node.js"),
        "install Node.js 20 or newer, or use --ledger-url URL");
  }

  private static Optional<String> nodeVersion() {
    Optional<Path> node = PartyProcess.onPath("node");
    if (node.isEmpty() || PartyProcess.onPath("npm").isEmpty()) {
      return Optional.empty();
    }
    try {
      Process process = new ProcessBuilder(node.get().toString(), "--version").start();
      try (InputStream out = process.getInputStream()) {
        String text = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        return text.matches("v\\d+.*")
                && Integer.parseInt(text.substring(1).split("\\.", 2)[0]) >= 20
            ? Optional.of(text)
            : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Finding ports() {
    try {
      return finding("ports", Ports.free(8).size() == 8, "free ones on 127.0.0.1", "");
    } catch (CliException e) {
      return finding("ports", false, e.why(), "allow programs to listen on 127.0.0.1");
    }
  }

  private static Finding disk(Home home) {
    Path at = home.folder();
    while (!Files.exists(at)) {
      at = at.getParent();
    }
    try {
      long free = Files.getFileStore(at).getUsableSpace();
      boolean writable = Files.isWritable(at);
      return finding(
          "disk",
          free >= DISK && writable,
          gib(free) + " free in " + at + (writable ? "" : ", which is not writable"),
          "1 GiB is needed; choose another folder with --home DIR");
    } catch (IOException e) {
      return finding("disk", false, "unknown", "choose another folder with --home DIR");
    }
  }

  private static Finding memory() {
    OptionalLong available = availableMemory();
    return finding(
        "memory",
        available.isEmpty() || available.getAsLong() >= MEMORY,
        available.isEmpty() ? "unknown" : gib(available.getAsLong()) + " available",
        "a federation of four repositories needs about 5 GiB; use --repositories 2");
  }

  private static OptionalLong availableMemory() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
        if (line.startsWith("MemAvailable:")) {
          return OptionalLong.of(1024 * Long.parseLong(line.replaceAll("\\D", "")));
        }
      }
    } catch (IOException e) {
      return OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  private static String gib(long bytes) {
    return String.format(java.util.Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
  }

  private static Finding finding(String check, boolean ok, String found, String fix) {
    return new Finding(check, ok, found, ok ? "" : fix);
  }
}

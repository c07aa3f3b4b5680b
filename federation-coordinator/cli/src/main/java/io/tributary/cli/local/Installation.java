package io.tributary.cli.local;

import io.tributary.cli.error.ProcessErrors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Where this copy of Tributary keeps its built parts, catalogue and samples.
 *
 * @param root the folder of the launcher
 */
public record Installation(Path root) {
  /** System property by which the launcher names the folder. */
  public static final String PROPERTY = "tributary.root";

  private static final Map<String, String> MODULES =
      Map.of(
          "broker", "federation-coordinator/broker",
          "cli", "federation-coordinator/cli",
          "coordinator", "federation-coordinator/coordinator",
          "mpc-node", "federation-coordinator/mpc-node",
          "repository-agent", "federation-coordinator/repository-agent",
          "sink", "ledger-sink/sink");

  /** Where the classes of cheating parties are; no honest process has them. */
  private static final String CHEATS = "federation-coordinator/testkit/target/dist/testkit/lib";

  public Installation {
    root = root.toAbsolutePath().normalize();
  }

  /** The one this process was started from. */
  public static Installation current() {
    return new Installation(Path.of(System.getProperty(PROPERTY, ".")));
  }

  /** Class path of a part: its own folder, nobody else's. */
  public String classPath(String part) {
    return all(part, root.resolve(MODULES.get(part)).resolve("target/dist/" + part + "/lib"));
  }

  /** Class path of a party that cheats: that of the honest one, and the cheats. */
  String cheatingClassPath(String part) {
    return classPath(part) + java.io.File.pathSeparator + all("testkit", root.resolve(CHEATS));
  }

  private static String all(String part, Path lib) {
    if (!Files.isDirectory(lib)) {
      throw ProcessErrors.notBuilt(part, lib);
    }
    return lib.resolve("*").toString();
  }

  /** Everything that is started as a process, the largest first. */
  List<String> parts() {
    return MODULES.keySet().stream()
        .sorted(Comparator.comparing((String part) -> !part.equals("repository-agent")))
        .toList();
  }

  /** Whether every part is there. */
  public List<String> missingParts() {
    return MODULES.entrySet().stream()
        .filter(
            e ->
                !Files.isDirectory(root.resolve(e.getValue()).resolve("target/dist/" + e.getKey())))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  public Path catalogue() {
    return root.resolve("jobs/catalog");
  }

  /** The folder npm installs the local Ethereum node into. */
  public Path chain() {
    return root.resolve("ledger-sink/contracts/chain");
  }

  /** The Java this process runs on. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}

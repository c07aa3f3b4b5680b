package io.tributary.endtoend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.tributary.cli.demo.cheat.CheatKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls between the rooms, as data. The map in README.md says the same in words. */
class ArchitectureTest {
  private static final String SPARK = "org.apache.spark..";
  private static final String DELTA = "io.delta..";
  private static final String KAFKA = "org.apache.kafka..";
  private static final String WEB3 = "org.web3j..";
  private static final String JSON = "com.fasterxml.jackson..";

  /** Which of our rooms each room may call. */
  private static final Map<String, Set<String>> MAY_CALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("mpc", Set.of()),
              Map.entry("protocol", Set.of("mpc")),
              Map.entry("jobspark", Set.of("mpc", "protocol")),
              Map.entry("contracts", Set.of()),
              Map.entry("party", Set.of("protocol")),
              Map.entry("ledger", Set.of("protocol", "contracts")),
              Map.entry("relay", Set.of("protocol", "party")),
              Map.entry("sink", Set.of("protocol", "party", "ledger", "relay")),
              Map.entry("auditor", Set.of("mpc", "protocol", "party", "ledger")),
              Map.entry("broker", Set.of("protocol", "party", "relay")),
              Map.entry("coordinator", Set.of("mpc", "protocol", "party", "ledger", "relay")),
              Map.entry("node", Set.of("mpc", "protocol", "party", "ledger", "relay")),
              Map.entry("agent", Set.of("mpc", "protocol", "party", "ledger", "relay", "jobspark")),
              Map.entry("cli", Set.of("mpc", "protocol", "party", "ledger", "auditor"))));

  /** Which libraries and parts of the JDK each room never sees. */
  private static final Map<String, List<String>> NEVER_SEES =
      new TreeMap<>(
          Map.of(
              "mpc",
              List.of(
                  SPARK, DELTA, KAFKA, WEB3, JSON, "java.net..", "java.nio.file..", "java.time.."),
              "protocol",
              List.of(SPARK, DELTA, KAFKA, WEB3, "java.net..", "java.sql.."),
              "jobspark",
              List.of(KAFKA, WEB3),
              "party",
              List.of(SPARK, DELTA, KAFKA, WEB3),
              "ledger",
              List.of(SPARK, DELTA, KAFKA),
              "relay",
              List.of(SPARK, DELTA, WEB3),
              "sink",
              List.of(SPARK, DELTA),
              "auditor",
              List.of(SPARK, DELTA, KAFKA),
              "node",
              List.of(SPARK, DELTA),
              "cli",
              List.of(SPARK, DELTA, KAFKA)));

  private static JavaClasses classes;

  @BeforeAll
  static void importOurClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tributary");
  }

  static Set<String> rooms() {
    return MAY_CALL.keySet();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void room_callsOnlyTheRoomsBelowIt(String room) {
    Set<String> forbidden = new TreeSet<>(MAY_CALL.keySet());
    forbidden.removeAll(MAY_CALL.get(room));
    forbidden.remove(room);
    check(room, forbidden.stream().map(other -> "io.tributary." + other + "..").toList());
  }

  @ParameterizedTest
  @MethodSource("walledRooms")
  void room_neverSeesWhatIsWalledOff(String room) {
    check(room, NEVER_SEES.get(room));
  }

  static Set<String> walledRooms() {
    return NEVER_SEES.keySet();
  }

  /** Whoever cheats is a process of its own; no honest one has a cheat on its class path. */
  @Test
  void testkit_isCalledByNobody() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tributary.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tributary.testkit..")
        .check(classes);
  }

  /** The command line knows them by name only. */
  @ParameterizedTest
  @EnumSource
  void cheat_thatTheDemoPlays_isAProgramOfTheTestkit(CheatKind kind) throws Exception {
    assertNotNull(Class.forName(kind.program()).getMethod("main", String[].class));
  }

  @Test
  void mpcCore_startsNoThreadAndReadsNoClock() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("io.tributary.mpc..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, java.util.concurrent.Executor.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");
    rule.check(classes);
  }

  @Test
  void everyPackage_saysWhatItIs() throws IOException {
    Path root = Path.of(System.getProperty("tributary.root", "../.."));
    List<Path> silent = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      Set<Path> packages =
          files
              .filter(file -> file.toString().contains("src/main/java"))
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .collect(Collectors.toCollection(TreeSet::new));
      for (Path each : packages) {
        if (!Files.exists(each.resolve("package-info.java"))) {
          silent.add(root.relativize(each));
        }
      }
      assertTrue(packages.size() >= MAY_CALL.size(), "found only " + packages);
    }
    assertTrue(silent.isEmpty(), "packages without package-info.java: " + silent);
  }

  private static void check(String room, List<String> forbidden) {
    noClasses()
        .that()
        .resideInAPackage("io.tributary." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.toArray(String[]::new))
        .check(classes);
  }
}

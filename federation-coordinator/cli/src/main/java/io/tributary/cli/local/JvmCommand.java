package io.tributary.cli.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Command lines of small Java processes. */
final class JvmCommand {
  /** What Spark and Arrow need on Java 17 (Spark's JavaModuleOptions). */
  private static final List<String> SPARK_OPENS =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar",
          "java.security.jgss/sun.security.krb5");

  private JvmCommand() {}

  /** What decides how fast a process works: one that starts fast and stays small. */
  static List<String> small(String heap) {
    return List.of("-Xmx" + heap, "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  /** A small one that works for long: compiled fully. */
  static List<String> whole(String heap) {
    return List.of("-Xmx" + heap, "-Xss512k", "-XX:+UseSerialGC");
  }

  /** The same for a large one that works for long: compiled fully, as an operator would run it. */
  static List<String> steady(String heap) {
    return List.of("-Xmx" + heap, "-Xss512k", "-XX:+UseParallelGC");
  }

  /**
   * A process of ours.
   *
   * @param settings one of the above
   * @param temporary where its libraries may unpack native code
   * @param spark whether Spark runs inside
   */
  static List<String> of(
      Installation installation,
      String part,
      List<String> settings,
      Path temporary,
      boolean spark,
      String mainClass,
      List<String> arguments) {
    Optional<String> archive =
        ClassArchives.of(installation).map(archives -> archives.option(part, temporary));
    String classPath = installation.classPath(part);
    return command(classPath, archive, settings, temporary, spark, mainClass, arguments);
  }

  /**
   * A party that cheats. What it loads is no part of any archive.
   *
   * @param mainClass in the testkit
   */
  static List<String> cheating(
      Installation installation,
      String part,
      List<String> settings,
      Path temporary,
      boolean spark,
      String mainClass,
      List<String> arguments) {
    String classPath = installation.cheatingClassPath(part);
    return command(classPath, Optional.empty(), settings, temporary, spark, mainClass, arguments);
  }

  private static List<String> command(
      String classPath,
      Optional<String> archive,
      List<String> settings,
      Path temporary,
      boolean spark,
      String mainClass,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Installation.java());
    command.addAll(settings);
    command.add("-XX:-UsePerfData");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Xshare:auto");
    archive.ifPresent(command::add);
    command.add("-Djava.io.tmpdir=" + temporary);
    // Arrow's vectors are off heap in every party; the agents' Spark needs the rest.
    if (spark) {
      command.add("-XX:ReservedCodeCacheSize=128m");
      command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
      SPARK_OPENS.forEach(open -> command.add("--add-opens=" + open + "=ALL-UNNAMED"));
    } else {
      command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }
}

package io.tributary.party;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A class with a main, run in a process of its own on this test's class path. */
public final class Child implements AutoCloseable {
  public final Process process;
  private final BufferedReader out;
  private final BufferedReader err;

  private Child(Process process) {
    this.process = process;
    this.out = reader(process.getInputStream());
    this.err = reader(process.getErrorStream());
  }

  public static Child start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new Child(new ProcessBuilder(command).start());
  }

  /** The next line on stdout; null at its end. */
  public String line() throws IOException {
    return out.readLine();
  }

  /** What is left on stdout, after the end. */
  public List<String> rest() {
    return out.lines().toList();
  }

  /** All of stderr, after the end. */
  public String errors() {
    return String.join("\n", err.lines().toList());
  }

  /** SIGKILL: no hook, no finally. */
  public void kill() {
    // Through the handle: Process itself would close stdout, and with it the last words.
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  public int exitCode() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("the process did not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }
}

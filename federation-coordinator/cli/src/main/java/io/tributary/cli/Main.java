package io.tributary.cli;

import io.tributary.cli.output.Console;

/** Where {@code tributary} starts. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Tributary.run(Console.system(), arguments));
  }
}

package io.tributary.party.process;

import java.nio.file.Path;
import java.util.List;

/**
 * The common main. Arguments: {@code --config FILE [--with-parent]}. Exits 0 on SIGTERM, SIGINT, or
 * (with {@code --with-parent}) the end of stdin, so that no orphan outlives its launcher; 1 on
 * failure; 2 on wrong usage. Nothing but the ready line goes to stdout.
 */
public final class ProcessMain {
  private ProcessMain() {}

  /** Builds the party and starts its threads; returns, and the process goes on. */
  public interface Body {
    void start(PartyProcess process) throws Exception;
  }

  /** Runs until the process is told to stop; never returns. */
  public static void run(String program, String[] args, Body body) {
    LogSetup.apply();
    Path config = null;
    boolean withParent = false;
    List<String> rest = List.of(args);
    for (int i = 0; i < rest.size(); i++) {
      if (rest.get(i).equals("--config") && i + 1 < rest.size() && config == null) {
        config = Path.of(rest.get(++i));
      } else if (rest.get(i).equals("--with-parent")) {
        withParent = true;
      } else {
        usage(program);
      }
    }
    if (config == null) {
      usage(program);
    }
    RunningProcess process = new RunningProcess(program, config);
    process.listen(withParent);
    try {
      body.start(process);
    } catch (Throwable e) {
      process.fail(e);
    }
    process.await();
  }

  private static void usage(String program) {
    System.err.println("usage: " + program + " --config FILE [--with-parent]");
    System.exit(2);
  }
}

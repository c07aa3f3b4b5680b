package io.tributary.party.process;

import java.nio.file.Path;
import java.util.Map;

/** A running process, as its main sees it. */
public interface PartyProcess {
  /** The config file given by {@code --config}. */
  Path config();

  /** Registers what to close at the end; closed in the reverse order. Returns its argument. */
  <T extends AutoCloseable> T closing(T resource);

  /**
   * Says on stdout, once, that the process can work.
   *
   * @param party the party's name
   * @param more further members of the JSON line, such as a port
   */
  void ready(String party, Map<String, ?> more);

  /** Ends the process with exit code 0: for those that have a task and no service. */
  void done();

  /** Ends the process with exit code 1 and one clear line; may be called from any thread. */
  void fail(Throwable cause);
}

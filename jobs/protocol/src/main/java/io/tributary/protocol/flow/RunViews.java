package io.tributary.protocol.flow;

import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.statement.Domain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Views of stored dispatches, of the latest runs: a party looks at its runs every second, and
 * recovering a signer or reading a job again each time would be most of its work. For one thread.
 */
public final class RunViews {
  private static final int MOST = 64;

  private final Domain domain;
  private final Map<RunId, RunView> latest =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, RunView> eldest) {
          return size() > MOST;
        }
      };

  public RunViews(Domain domain) {
    this.domain = domain;
  }

  /**
   * The view of a run.
   *
   * @param dispatch reads the stored message, which never changes
   */
  public RunView of(RunId run, Supplier<byte[]> dispatch) {
    return latest.computeIfAbsent(
        run, id -> RunView.of(domain, (RunDispatch) Messages.read(dispatch.get())));
  }
}

package io.tributary.party.desk;

import io.tributary.protocol.id.RunId;
import java.util.Collection;
import java.util.Map;

/** The agent's side of the desk. What is said there twice counts once. */
public interface OperatorDesk {
  /** Nobody ever answers. */
  OperatorDesk NOBODY =
      new OperatorDesk() {
        @Override
        public void show(Collection<WaitingRun> waiting) {}

        @Override
        public Map<RunId, Boolean> answers() {
          return Map.of();
        }

        @Override
        public void taken(RunId run) {}

        @Override
        public void used(UsedRows rows) {}

        @Override
        public void spent(Collection<Loss> losses) {}
      };

  /** Shows exactly these runs. */
  void show(Collection<WaitingRun> waiting);

  /** What people have said and the agent has not {@link #taken}: true for yes. */
  Map<RunId, Boolean> answers();

  /** The agent has the answer in its own state. */
  void taken(RunId run);

  /** A contribution has left that used these rows; may be said twice. */
  void used(UsedRows rows);

  /** Shows exactly these losses. */
  void spent(Collection<Loss> losses);
}

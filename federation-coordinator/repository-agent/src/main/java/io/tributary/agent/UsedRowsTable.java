package io.tributary.agent;

import io.tributary.agent.AgentState.Stage;
import io.tributary.party.desk.UsedRows;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Store.Tx;
import java.util.ArrayList;
import java.util.List;

/** What dealings have used, until it has been put on the desk; kept through restarts. */
final class UsedRowsTable {
  private static final String TABLE = "used-rows";
  private static final String SHOWN = "used-rows-shown";

  private UsedRowsTable() {}

  /** In the transaction that makes a dealing final. */
  static void keep(Tx tx, UsedRows used) {
    tx.put(TABLE, used.run().toString(), used.write());
  }

  /**
   * Runs whose contributions have left since this was last asked. They are given twice, so that a
   * crash between giving and keeping loses none.
   */
  static List<UsedRows> sent(Tx tx) {
    List<UsedRows> sent = new ArrayList<>();
    tx.scan(TABLE, "")
        .forEach(
            (run, used) -> {
              Stage stage = AgentState.stage(tx, RunId.parse(run)).orElseThrow();
              if (stage == Stage.SENT) {
                sent.add(UsedRows.read(used));
                if (!tx.putIfAbsent(SHOWN, run, new byte[0])) {
                  tx.delete(TABLE, run);
                  tx.delete(SHOWN, run);
                }
              } else if (stage == Stage.REFUSED) {
                tx.delete(TABLE, run);
              }
            });
    return sent;
  }
}

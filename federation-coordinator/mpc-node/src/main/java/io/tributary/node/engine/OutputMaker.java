package io.tributary.node.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.mpc.MerkleTree;
import io.tributary.node.QuerierSeal;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.run.ReleasePayload;
import io.tributary.protocol.statement.Completion;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Seals what this node has of all sessions to the querier, and says what work it was. */
final class OutputMaker {
  private final Identity me;
  private final Ledger ledger;
  private final SecureRandom random;

  OutputMaker(Identity me, Ledger ledger, SecureRandom random) {
    this.me = me;
    this.ledger = ledger;
    this.random = random;
  }

  ComparisonOutput make(RunView view, Prepared prepared, EngineRun run) {
    byte[] payload = ReleasePayload.write(run.openings());
    byte[] sealed = QuerierSeal.seal(me, ledger, view, payload, random);
    List<byte[]> steps = new ArrayList<>();
    int rounds = 0;
    long operations = 0;
    for (Map.Entry<Integer, EngineSession> entry : run.sessions().entrySet()) {
      steps.add(step(entry.getKey(), entry.getValue().logRoot()));
      rounds += entry.getValue().program().cost().rounds();
      operations += entry.getValue().program().cost().products();
    }
    Completion statement =
        new Completion(
            me.id(),
            view.run(),
            prepared.inclusionRoot(),
            CompletionMessage.productRoot(prepared.products()),
            Digests.sha256(sealed),
            Digest.of(MerkleTree.root(steps)),
            rounds,
            operations,
            me.standing(ledger).epoch());
    return new ComparisonOutput(
        sealed, new CompletionMessage(me.sign(ledger, statement), prepared.products()));
  }

  private static byte[] step(int session, byte[] root) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("step", "compare");
    line.put("session", session);
    line.put("root", Digest.of(root).hex());
    return CanonicalJson.write(line);
  }
}

package io.tributary.sink;

import io.tributary.ledger.LocalLedger;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.AbortMessage;
import io.tributary.protocol.message.AcceptanceMessage;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.ReceiptMessage;
import io.tributary.protocol.message.RefusalMessage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.AbortReason;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.RefusalCode;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The messages of one run of r01 and r02 accepting and r03 refusing. */
final class Scene {
  private static final List<PartyId> GIVERS = LocalLedger.ids("r01", "r02");

  final RunId run;
  private final LocalLedger chain;
  private final Signed<RunRequest> request;
  private final Digest job;

  Scene(LocalLedger chain, Digest job) {
    this(chain, job, chain.request(job));
  }

  Scene(LocalLedger chain, Digest job, RunRequest asked) {
    this.chain = chain;
    this.job = job;
    this.request = chain.sign("alice", asked);
    this.run = chain.runId(request);
  }

  RunDispatch dispatch() {
    return new RunDispatch(
        request,
        new TreeMap<>(Map.of("query.sql", new byte[] {1})),
        List.of(
            chain.approval("vetter-1", job),
            chain.approval("vetter-3", job), // of the same organisation as vetter-1
            chain.approval("vetter-2", job)),
        new Parameters(new TreeMap<>(), LocalLedger.digest("salt")));
  }

  Message acceptance(PartyId repository) {
    Digest digest = chain.digestOf(request.statement());
    return new AcceptanceMessage(
        chain.sign(repository.name(), new Acceptance(repository, run, digest, 1)));
  }

  Message refusal() {
    Digest digest = chain.digestOf(request.statement());
    return new RefusalMessage(
        chain.sign(
            "r03", new Refusal(new PartyId("r03"), run, digest, RefusalCode.SCHEMA.code(), 1)));
  }

  Message contribution(PartyId repository, String variant) {
    Signed<Contribution> signed = chain.contribution(run, repository, variant);
    return new ContributionMessage(signed, new byte[48], List.of());
  }

  InclusionSet set() {
    Map<PartyId, Digest> members = new TreeMap<>();
    for (PartyId repository : GIVERS) {
      Contribution said = chain.contribution(run, repository, "").statement();
      members.put(repository, chain.digestOf(said));
    }
    return InclusionSet.of(members);
  }

  Message checked(PartyId node, InclusionSet set) {
    Checked checked = new Checked(node, run, set.root(), set.size(), 1);
    return new CheckedMessage(chain.sign(node.name(), checked), set);
  }

  Message completion(PartyId node) {
    byte[] products = new byte[48];
    Completion completion =
        new Completion(
            node,
            run,
            set().root(),
            CompletionMessage.productRoot(products),
            LocalLedger.digest("output"),
            LocalLedger.digest("log"),
            1,
            9,
            1);
    return new CompletionMessage(chain.sign(node.name(), completion), products);
  }

  Message receipt() {
    Receipt receipt = new Receipt(run, LocalLedger.digest("transcript"), 0, Digest.ZERO);
    return new ReceiptMessage(chain.sign("alice", receipt));
  }

  Message abort(AbortReason reason) {
    Abort abort = new Abort(new PartyId("coordinator"), run, reason.code(), 1);
    return new AbortMessage(chain.sign("coordinator", abort));
  }

  /** The request, and what the repositories say. */
  List<Message> contributed() {
    List<Message> all = new ArrayList<>(List.of(dispatch(), refusal()));
    GIVERS.forEach(r -> all.add(acceptance(r)));
    GIVERS.forEach(r -> all.add(contribution(r, "")));
    return all;
  }

  /** All of a run that ends well. */
  List<Message> messages() {
    List<Message> all = contributed();
    LocalLedger.NODES.forEach(n -> all.add(checked(n, set())));
    LocalLedger.NODES.forEach(n -> all.add(completion(n)));
    all.add(receipt());
    return all;
  }
}

package io.tributary.testkit;

import io.tributary.coordinator.TranscriptArchive;
import io.tributary.mpc.BlockShape;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.four.Message;
import io.tributary.protocol.compare.ComparisonOpening;
import io.tributary.protocol.compare.ComparisonPlan;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.flow.Roster;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.evaluate.ReleasedCells;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.EvidenceMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.OutputMessage;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.run.NodeOutput;
import io.tributary.protocol.run.OpenRun;
import io.tributary.protocol.run.OpenedAnswer;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.run.OutputPayload;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.run.ReleasePayload;
import io.tributary.protocol.seal.SealContext;
import io.tributary.protocol.seal.Sealing;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.AbortReason;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Verifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The querier: asks, waits, opens, checks, signs a receipt. */
public final class Asker {
  private final Federation federation;
  private final SealingKeyPair resultKey;
  private Parameters parameters;
  private RunRequest request;
  private Signed<RunRequest> signed;
  private RunId run;
  private int faults;
  private Optional<Digest> otherKey = Optional.empty();
  private Optional<OpeningEvidence> evidence = Optional.empty();

  Asker(Federation federation) {
    this.federation = federation;
    this.resultKey = SealingKeyPair.generate(federation.random());
    SortedMap<String, String> values = new TreeMap<>();
    values.put("least", "0");
    this.parameters = new Parameters(values, random());
    this.request =
        new RunRequest(
            federation.job().digest(),
            parameters.digest(),
            federation.roster().repositories(),
            federation.roster().nodes(),
            resultKey.publicKey(),
            parameters.purposeDigest(),
            federation.clock().now() + Federation.CONTRIBUTION_SECONDS,
            federation.clock().now() + Federation.RUN_SECONDS,
            random(),
            0,
            0);
  }

  /** How a run ended for the querier. */
  public sealed interface End {}

  /** Every opening checked. */
  public record Answer(List<BigInteger> cells, Set<PartyId> contributors) implements End {}

  /**
   * A comparison run opened.
   *
   * @param cells what may be shown
   * @param liars nodes that sent something false
   */
  public record Released(ReleasedCells cells, Set<PartyId> contributors, Set<PartyId> liars)
      implements End {}

  /** The outputs of a comparison run come to nothing. */
  public record NotOpened(String why) implements End {}

  /** A node lied about its sum. */
  public record Lie(PartyId node, int block) implements End {}

  /** No answer, with the ledger's reason. */
  public record Aborted(AbortReason reason) implements End {}

  /** Nothing by the end of time; the ledger's state says where it stopped. */
  public record Nothing(RunState state) implements End {}

  private Digest random() {
    byte[] bytes = new byte[Digest.BYTES];
    federation.random().nextBytes(bytes);
    return Digest.of(bytes);
  }

  public RunRequest request() {
    return request;
  }

  public Parameters parameters() {
    return parameters;
  }

  public Signed<RunRequest> signed() {
    return signed;
  }

  public RunId run() {
    return run;
  }

  /** Asks of these repositories only. */
  public Asker of(List<PartyId> repositories) {
    return change(repositories, request.nodes(), request.deadline());
  }

  /** Names these nodes. */
  public Asker by(List<PartyId> nodes) {
    return change(request.repositories(), nodes, request.deadline());
  }

  /** Gives the run so many seconds from now. */
  public Asker until(long seconds) {
    long end = federation.clock().now() + seconds;
    return change(request.repositories(), request.nodes(), end);
  }

  /** Asks for an answer without so many of the nodes, if need be. */
  public Asker without(int missing) {
    faults = missing;
    return change(request.repositories(), request.nodes(), request.deadline());
  }

  /** Asks with this value of a parameter. */
  public Asker with(String parameter, String value) {
    SortedMap<String, String> values = new TreeMap<>(parameters.values());
    values.put(parameter, value);
    parameters = new Parameters(values, random(), parameters.purpose(), parameters.fresh());
    return change(request.repositories(), request.nodes(), request.deadline());
  }

  /** Asks for this purpose. */
  public Asker purpose(String words) {
    parameters = new Parameters(parameters.values(), parameters.salt(), words, parameters.fresh());
    return change(request.repositories(), request.nodes(), request.deadline());
  }

  /** Wants a new answer, and not one that was given before. */
  public Asker fresh() {
    parameters = new Parameters(parameters.values(), parameters.salt(), parameters.purpose(), true);
    return change(request.repositories(), request.nodes(), request.deadline());
  }

  /** Wants the answer sealed to this key, of which the asker does not have the other half. */
  public Asker sealedTo(Digest key) {
    otherKey = Optional.of(key);
    return change(request.repositories(), request.nodes(), request.deadline());
  }

  private Asker change(List<PartyId> repositories, List<PartyId> nodes, long deadline) {
    request =
        new RunRequest(
            request.jobDigest(),
            parameters.digest(),
            repositories,
            nodes,
            otherKey.orElse(resultKey.publicKey()),
            parameters.purposeDigest(),
            request.contributionDeadline(),
            deadline,
            request.nonce(),
            request.feeClass(),
            faults);
    return this;
  }

  /** Signs without handing in. */
  public Asker sign() {
    PartyId me = federation.roster().querier().id();
    signed = federation.roster().sign(federation.ledger(), me, request);
    return this;
  }

  /** Signs and hands in at the coordinator's desk. */
  public Asker ask() {
    sign();
    long now = federation.clock().now();
    run =
        federation
            .coordinator()
            .store()
            .transact(tx -> federation.desk().submit(tx, signed, parameters, now));
    return this;
  }

  /** Goes on with a run that was handed in another way. */
  public Asker resume(String id) {
    run = RunId.parse(id);
    return this;
  }

  /** Plays the federation until this run has ended for the querier, or a little past its end. */
  public End await() {
    federation.play(
        Federation.RUN_SECONDS + 5,
        () -> federation.state(run) == RunState.ABORTED || outputsAreHere());
    return end();
  }

  private boolean outputsAreHere() {
    boolean completed =
        federation.state(run) == RunState.COMPLETED || federation.state(run) == RunState.RECEIVED;
    return completed
        && outputs().keySet().containsAll(federation.ledger().run(run).orElseThrow().completed());
  }

  private SortedMap<PartyId, OutputMessage> outputs() {
    return read(tx -> new TranscriptArchive(federation.ledger().domain()).outputs(tx, run));
  }

  private <T> T read(java.util.function.Function<Tx, T> body) {
    return federation.coordinator().store().transact(body);
  }

  private End end() {
    RunState state = federation.state(run);
    if (state == RunState.ABORTED) {
      RunRecord onLedger = federation.ledger().run(run).orElseThrow();
      return new Aborted(AbortReason.of(onLedger.abortReason()));
    }
    return outputsAreHere() ? open() : new Nothing(state);
  }

  private End open() {
    Digest root = federation.ledger().run(run).orElseThrow().inclusionRoot();
    Set<PartyId> members =
        read(tx -> StatementLog.all(tx, run, "checked/" + root)).values().stream()
            .map(bytes -> ((CheckedMessage) Messages.read(bytes)).set().members().keySet())
            .findFirst()
            .orElseThrow();
    return faults == 0 ? sums(members) : released(members);
  }

  private End released(Set<PartyId> members) {
    SortedMap<PartyId, Digest> organisations = new TreeMap<>();
    Roster roster = Roster.of(federation.ledger());
    members.forEach(id -> organisations.put(id, roster.find(id).orElseThrow().organisation()));
    Map<Integer, SortedMap<Integer, Message>> openings = new TreeMap<>();
    for (PartyId node : outputs().keySet()) {
      openings.put(request.nodes().indexOf(node), ReleasePayload.read(payload(node)));
    }
    ComparisonOpening opened =
        ComparisonOpening.open(
            ComparisonPlan.of(federation.job().compiled(), organisations), run, openings);
    Set<PartyId> liars =
        opened.liars().stream().map(request.nodes()::get).collect(Collectors.toSet());
    return opened.cells().isPresent()
        ? new Released(opened.cells().get(), Set.copyOf(members), liars)
        : new NotOpened(opened.why());
  }

  private End sums(Set<PartyId> members) {
    BlockShape shape = federation.job().compiled().shape();
    List<CommitmentTable> tables = new ArrayList<>();
    for (PartyId member : members) {
      byte[] bytes = read(tx -> StatementLog.find(tx, run, "contribution", member)).orElseThrow();
      tables.add(((ContributionMessage) Messages.read(bytes)).table(request.nodes().size(), shape));
    }
    List<NodeOutput> outputs = new ArrayList<>();
    for (PartyId node : request.nodes()) {
      outputs.add(output(node, shape));
    }
    OpenedAnswer opened =
        OpenRun.open(
            outputs, tables, shape, Pedersen.ofBlockSize(shape.blockSize()), federation.random());
    if (opened instanceof OpenedAnswer.Mismatch lie) {
      evidence = Optional.of(evidence(outputs, lie, shape));
      return new Lie(lie.node(), lie.block());
    }
    return new Answer(((OpenedAnswer.Cells) opened).cells(), Set.copyOf(members));
  }

  /** Hands in what proves the lie. */
  public Asker accuse() {
    federation
        .coordinator()
        .store()
        .transact(
            tx -> {
              federation.desk().evidence(tx, run, evidence.orElseThrow());
              return true;
            });
    return this;
  }

  private OpeningEvidence evidence(
      List<NodeOutput> outputs, OpenedAnswer.Mismatch lie, BlockShape shape) {
    CompletionMessage completion = completion(lie.node());
    int place = request.nodes().indexOf(lie.node());
    return EvidenceMessage.of(
            outputs.get(place).opened(),
            shape,
            completion.signed(),
            completion.products(),
            lie.block())
        .evidence();
  }

  private CompletionMessage completion(PartyId node) {
    byte[] bytes = read(tx -> StatementLog.find(tx, run, "completion", node)).orElseThrow();
    return (CompletionMessage) Messages.read(bytes);
  }

  private NodeOutput output(PartyId node, BlockShape shape) {
    OutputPayload.Opened opened = OutputPayload.read(payload(node), shape);
    new Verifier(federation.ledger()).verify(opened.statement(node, run, said(node).epoch()));
    return new NodeOutput(node, opened);
  }

  private Completion said(PartyId node) {
    return completion(node).signed().statement();
  }

  private byte[] payload(PartyId node) {
    Completion said = said(node);
    byte[] sealed = outputs().get(node).sealed();
    if (!Digests.sha256(sealed).equals(said.outputDigest())) {
      throw new IllegalStateException("an output that its completion does not name");
    }
    SealContext context =
        new SealContext(
            federation.ledger().domain(),
            run,
            request.jobDigest(),
            request.parametersDigest(),
            node,
            SealContext.QUERIER,
            said.epoch(),
            SealContext.Kind.OUTPUT);
    return Sealing.open(resultKey, context, sealed);
  }

  /** Signs a receipt over the transcript and plays until the ledger has it. */
  public RunState receipt() {
    Digest root =
        read(
            tx ->
                new TranscriptArchive(federation.ledger().domain())
                    .transcript(tx, run)
                    .orElseThrow()
                    .root());
    Signed<Receipt> receipt =
        federation
            .roster()
            .sign(
                federation.ledger(),
                federation.roster().querier().id(),
                new Receipt(run, root, 0, Digest.ZERO));
    read(
        tx -> {
          federation.desk().receipt(tx, run, receipt);
          return true;
        });
    federation.play(5, () -> federation.state(run) == RunState.RECEIVED);
    return federation.state(run);
  }
}

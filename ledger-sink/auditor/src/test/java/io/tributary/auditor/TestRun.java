package io.tributary.auditor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.Commitment;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.Dealer;
import io.tributary.mpc.Dealing;
import io.tributary.mpc.MerkleTree;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.fake.Roster;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.message.AcceptanceMessage;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.OutputMessage;
import io.tributary.protocol.message.RefusalMessage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.run.OutputPayload;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.run.RunIds;
import io.tributary.protocol.seal.SealContext;
import io.tributary.protocol.seal.Sealing;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.RefusalCode;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import io.tributary.protocol.statement.SumRoot;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptBuilder;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole run, correctly signed: four repositories of which the last one refuses, three nodes, two
 * vetters. Subclasses cheat by overriding a step.
 */
class TestRun {
  final TestChain chain;
  final SecureRandom random;
  final Roster roster;
  final JobPackage job;
  final BlockShape shape;
  final SealingKeyPair resultKey;
  Parameters parameters;
  final List<Message> messages = new ArrayList<>();
  RunId run;
  Digest request;

  TestRun(TestChain chain, long seed) {
    this(chain, seed, 2);
  }

  /** With another least number of contributing organisations. */
  TestRun(TestChain chain, long seed, int minimum) {
    this(chain, seed, TestJob.of(minimum), 3);
  }

  TestRun(TestChain chain, long seed, JobPackage job, int nodes) {
    this(chain, seed, job, 4, nodes);
  }

  TestRun(TestChain chain, long seed, JobPackage job, int repositories, int nodes) {
    this.job = job;
    this.shape = job.compiled().shape();
    this.chain = chain;
    // Not the stream that the roster takes its keys from.
    this.random = Seeds.random(~seed);
    this.roster = Roster.of(seed, repositories, nodes, 2);
    this.resultKey = SealingKeyPair.generate(random);
  }

  Domain domain() {
    return chain.domain();
  }

  static Digest digest(String text) {
    return Digests.sha256(text.getBytes(UTF_8));
  }

  <T extends Statement> Signed<T> sign(PartyId party, T statement) {
    return roster.member(party).key().sign(domain(), statement);
  }

  /** Plays the run up to the completions. */
  TestRun play() {
    return play("nonce", "2021");
  }

  /** As {@link #play()}, asked once more with another nonce and parameter. */
  TestRun play(String nonce, String year) {
    registerAll();
    ask(nonce, year);
    List<PartyId> repositories = roster.repositories();
    PartyId refusing = repositories.get(repositories.size() - 1);
    Map<PartyId, Dealing> dealings = new LinkedHashMap<>();
    for (PartyId repository : repositories.subList(0, repositories.size() - 1)) {
      accept(repository);
    }
    refuse(refusing);
    Map<PartyId, Digest> members = new TreeMap<>();
    for (PartyId repository : repositories.subList(0, repositories.size() - 1)) {
      dealings.put(repository, contribute(repository, members));
    }
    InclusionSet set = InclusionSet.of(members);
    List<Signed<Checked>> checked = checked(set);
    checked.removeIf(s -> !closers().contains(s.statement().node()));
    chain.close(run, checked, set);
    List<Signed<Completion>> completions = completions(set, List.copyOf(dealings.values()));
    completions.removeIf(s -> !completers().contains(s.statement().node()));
    chain.complete(run, completions);
    return this;
  }

  List<Signed<Approval>> approvals(long expires) {
    return roster.ids(Role.VETTER).stream()
        .map(vetter -> sign(vetter, new Approval(vetter, job.digest(), expires, 1)))
        .toList();
  }

  void registerAll() {
    roster.members().forEach(chain::register);
  }

  private void ask(String nonce, String year) {
    parameters = new Parameters(new TreeMap<>(Map.of("year", year)), digest("salt"));
    List<Signed<Approval>> approvals = approvals(chain.now() + 1_000_000);
    chain.vet(approvals);
    RunRequest asked =
        new RunRequest(
            job.digest(),
            parameters.digest(),
            asked(),
            roster.nodes(),
            resultKey.publicKey(),
            digest("purpose"),
            chain.now() + 40_000,
            chain.now() + 80_000,
            digest(nonce),
            0,
            faults());
    Signed<RunRequest> signed = sign(roster.querier().id(), asked);
    request = Eip712.digest(domain(), asked);
    run = RunIds.of(domain(), roster.querier().key().address(), asked.nonce());
    beforeOpening();
    chain.open(roster.querier().id(), signed);
    messages.add(new RunDispatch(signed, files(), approvals, parameters));
  }

  /** How many nodes may be missing. */
  int faults() {
    return 0;
  }

  /** Nodes by whose checks the ledger closes the run; all have signed. */
  List<PartyId> closers() {
    return roster.nodes();
  }

  /** Nodes by whose completions the ledger completes the run; all have signed. */
  List<PartyId> completers() {
    return roster.nodes();
  }

  /** Who is asked. */
  List<PartyId> asked() {
    return roster.repositories();
  }

  /** Where something happens between vetting and opening. */
  void beforeOpening() {}

  /** The job's files as they are dispatched. */
  SortedMap<String, byte[]> files() {
    return job.files();
  }

  private void accept(PartyId repository) {
    Signed<Acceptance> signed = sign(repository, new Acceptance(repository, run, request, 1));
    chain.accept(signed);
    messages.add(new AcceptanceMessage(signed));
  }

  private void refuse(PartyId repository) {
    Signed<Refusal> signed =
        sign(repository, new Refusal(repository, run, request, RefusalCode.POLICY.code(), 1));
    chain.refuse(signed);
    messages.add(new RefusalMessage(signed));
  }

  Dealing contribute(PartyId repository, Map<PartyId, Digest> members) {
    ScalarVector cells = ScalarVector.ofIntegers(cells(repository));
    Dealing dealing =
        Dealer.deal(
            cells,
            shape,
            roster.nodes().size(),
            1,
            Pedersen.ofBlockSize(shape.blockSize()),
            random);
    byte[] table = table(repository, dealing.commitments());
    List<Digest> sealed = roster.nodes().stream().map(n -> digest(repository + " " + n)).toList();
    Signed<Contribution> signed =
        sign(
            repository,
            new Contribution(
                repository,
                run,
                commitmentRoot(table),
                ContributionMessage.sealedRoot(sealed),
                digest("table"),
                Digest.ZERO,
                again(repository),
                shape.blocks(),
                1));
    chain.contribute(signed);
    messages.add(new ContributionMessage(signed, table, sealed));
    members.put(repository, Eip712.digest(domain(), signed.statement()));
    return dealing;
  }

  /** The earlier run that a repository names. */
  Digest again(PartyId repository) {
    return Digest.ZERO;
  }

  /** The commitments as they are published. */
  byte[] table(PartyId repository, CommitmentTable table) {
    return table.toBytes();
  }

  private static Digest commitmentRoot(byte[] table) {
    List<byte[]> leaves = new ArrayList<>();
    for (int at = 0; at < table.length; at += Commitment.BYTES) {
      leaves.add(Arrays.copyOfRange(table, at, at + Commitment.BYTES));
    }
    return Digest.of(MerkleTree.root(leaves));
  }

  /** Rows, values and their sum for each group. */
  List<BigInteger> cells(PartyId repository) {
    List<BigInteger> cells = new ArrayList<>();
    int number = roster.repositories().indexOf(repository) + 1;
    for (int group = 1; group <= shape.cells() / 3; group++) {
      cells.add(BigInteger.valueOf(10L * number + group));
      cells.add(BigInteger.valueOf(10L * number));
      cells.add(BigInteger.valueOf(1000L * number * group));
    }
    return cells;
  }

  private List<Signed<Checked>> checked(InclusionSet set) {
    List<Signed<Checked>> all = new ArrayList<>();
    for (PartyId node : roster.nodes()) {
      Signed<Checked> signed = sign(node, new Checked(node, run, set.root(), set.size(), 1));
      messages.add(new CheckedMessage(signed, set));
      all.add(signed);
    }
    return all;
  }

  private List<Signed<Completion>> completions(InclusionSet set, List<Dealing> dealings) {
    List<Signed<Completion>> all = new ArrayList<>();
    for (int i = 0; i < roster.nodes().size(); i++) {
      PartyId node = roster.nodes().get(i);
      ScalarVector sums = ScalarVector.zeros(shape.cells());
      ScalarVector blindings = ScalarVector.zeros(shape.blocks());
      for (Dealing dealing : dealings) {
        sums.addInPlace(dealing.shares().get(i).shares());
        blindings.addInPlace(dealing.shares().get(i).blindings());
      }
      sums(node, sums);
      byte[] output = output(node, sums, blindings);
      byte[] products = products(node, dealings.stream().map(Dealing::commitments).toList(), i);
      Completion completion =
          new Completion(
              node,
              run,
              set.root(),
              CompletionMessage.productRoot(products),
              Digests.sha256(output),
              digest("steps"),
              1,
              (long) shape.cells() * dealings.size(),
              1);
      Signed<Completion> signed = sign(node, completion);
      messages.add(new CompletionMessage(signed, products));
      messages.add(new OutputMessage(run, node, output));
      all.add(signed);
    }
    return all;
  }

  /** Where a lying node changes its sums. */
  void sums(PartyId node, ScalarVector sums) {}

  byte[] products(PartyId node, List<CommitmentTable> tables, int index) {
    ByteArrayOutputStream products = new ByteArrayOutputStream();
    CommitmentTable.product(tables, index).forEach(c -> products.writeBytes(c.toBytes()));
    return products.toByteArray();
  }

  byte[] output(PartyId node, ScalarVector sums, ScalarVector blindings) {
    SumRoot root = new SumRoot(node, run, OutputPayload.root(sums, blindings, shape), 1);
    byte[] payload = OutputPayload.write(sums, blindings, shape, sign(node, root));
    SealContext context =
        new SealContext(
            domain(),
            run,
            job.digest(),
            parameters.digest(),
            node,
            SealContext.QUERIER,
            1,
            SealContext.Kind.OUTPUT);
    return Sealing.seal(resultKey.publicKey(), context, payload, random);
  }

  /** The transcript of all messages so far. */
  Transcript transcript() {
    TranscriptBuilder builder = new TranscriptBuilder(domain(), run);
    messages.forEach(builder::add);
    return builder.build();
  }

  /** The querier signs a receipt over the transcript, and the ledger takes it. */
  Transcript receive(int outcome, Digest culprit) {
    Transcript transcript = transcript();
    Signed<Receipt> signed =
        sign(roster.querier().id(), new Receipt(run, transcript.root(), outcome, culprit));
    chain.receive(roster.querier().id(), signed);
    return transcript.withReceipt(signed);
  }

  Transcript receive() {
    return receive(0, Digest.ZERO);
  }

  /** The federation's sums in the clear: the oracle. */
  List<BigInteger> total() {
    List<BigInteger> total = new ArrayList<>();
    List<PartyId> contributing = roster.repositories().subList(0, 3);
    for (int i = 0; i < shape.cells(); i++) {
      int cell = i;
      total.add(
          contributing.stream()
              .map(r -> cells(r).get(cell))
              .reduce(BigInteger.ZERO, BigInteger::add));
    }
    return total;
  }
}

package io.tributary.protocol.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.mpc.BlockShape;
import io.tributary.mpc.Commitment;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.Dealer;
import io.tributary.mpc.Dealing;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.Refused;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.fake.FakeClock;
import io.tributary.protocol.fake.FakeLedger;
import io.tributary.protocol.fake.Requests;
import io.tributary.protocol.fake.Roster;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Complaint;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Proposal;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import io.tributary.protocol.statement.SumRoot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final BlockShape SHAPE = new BlockShape(6, 4);
  private static final int NODES = 3;
  private static final RunId RUN = new RunId(Requests.digest("run"));
  private static final PartyId R01 = new PartyId("r01");
  private static final PartyId N1 = new PartyId("n1");

  private final long seed = Seeds.next("MessagesTest");
  private final FakeClock clock = new FakeClock(1_800_000_000);
  private final FakeLedger ledger = new FakeLedger(clock);
  private final Roster roster = Roster.of(4, 2, NODES, 2).register(ledger);

  @Test
  void message_ofEveryKind_readsBackToTheSameBytes() {
    Set<Class<?>> kinds = new HashSet<>();
    for (Message message : all()) {
      byte[] bytes = Messages.write(message);
      Message read = Messages.read(bytes);
      assertEquals(message.getClass(), read.getClass());
      assertArrayEquals(bytes, Messages.write(read));
      kinds.add(message.getClass());
    }
    assertEquals(Set.of(Message.class.getPermittedSubclasses()), kinds);
  }

  @Test
  @Tag("threat-3")
  @Tag("threat-33")
  void message_mutated_isRefusedOrReadsBackToItself() {
    Random random = new Random(seed);
    for (Message message : all()) {
      byte[] good = Messages.write(message);
      for (int round = 0; round < 2_000; round++) {
        byte[] bad = good.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        Refused.orDone(
            () -> assertArrayEquals(bad, Messages.write(Messages.read(bad)), "seed " + seed));
        byte[] cut = Arrays.copyOf(good, random.nextInt(good.length));
        Refused.with(Code.MALFORMED, () -> Messages.read(cut));
      }
    }
  }

  @Test
  @Tag("threat-3")
  void message_withMemberMissingOrUnknownOrNull_isRefused() {
    for (Message message : all()) {
      ObjectNode good = CanonicalJson.parseObject(Messages.write(message));
      for (Map.Entry<String, JsonNode> member : good.properties()) {
        ObjectNode missing = good.deepCopy().without(member.getKey());
        refuse(missing);
        refuse(missing.deepCopy().put("extra", 1));
        refuse(good.deepCopy().putNull(member.getKey()));
      }
      refuse(good.deepCopy().put("extra", 1));
      refuse(good.deepCopy().put("kind", "other"));
    }
  }

  @Test
  @Tag("threat-33")
  void message_tooLong_isRefusedUnread() {
    byte[] huge = new byte[Messages.MAX_BYTES + 1];
    Refused.with(Code.TOO_LARGE, () -> Messages.read(huge));
    Message output = new OutputMessage(RUN, N1, new byte[Messages.MAX_BYTES]);
    Refused.with(Code.TOO_LARGE, () -> Messages.write(output));
  }

  @Test
  void base64_withStrayBitsOrNoPadding_isRefused() {
    byte[] good = Messages.write(new OutputMessage(RUN, N1, new byte[] {0}));
    String text = new String(good, StandardCharsets.UTF_8);
    for (String other : new String[] {"AB==", "AA", "AA=", "AA==\\n", "A A=", "*A=="}) {
      byte[] bad = text.replace("AA==", other).getBytes(StandardCharsets.UTF_8);
      Refused.with(Code.MALFORMED, () -> Messages.read(bad));
    }
  }

  @Test
  void set_thatHasNotTheSignedRootOrSize_isRefused() {
    InclusionSet set = InclusionSet.of(Map.of(R01, Requests.digest("c")));
    InclusionSet other = InclusionSet.of(Map.of(R01, Requests.digest("d")));
    Checked wrongRoot = new Checked(N1, RUN, set.root(), 1, 1);
    Checked wrongSize = new Checked(N1, RUN, other.root(), 2, 1);
    for (Checked said : List.of(wrongRoot, wrongSize)) {
      byte[] bytes = Messages.write(new CheckedMessage(sign(N1, said), other));
      Refused.with(Code.DIGEST, () -> Messages.read(bytes));
    }
  }

  @Test
  void products_thatHaveNotTheSignedRoot_areRefused() {
    CompletionMessage good = completion();
    byte[] products = good.products().clone();
    products[3] ^= 1;
    byte[] bytes = Messages.write(new CompletionMessage(good.signed(), products));
    Refused.with(Code.DIGEST, () -> Messages.read(bytes));
    byte[] cut = Arrays.copyOf(good.products(), 47);
    byte[] shorter = Messages.write(new CompletionMessage(good.signed(), cut));
    Refused.with(Code.MALFORMED, () -> Messages.read(shorter));
  }

  @Test
  void contribution_asDealt_givesItsTable() {
    ContributionMessage read =
        assertInstanceOf(ContributionMessage.class, Messages.read(Messages.write(contribution())));
    CommitmentTable table = read.table(NODES, SHAPE);
    assertEquals(read.signed().statement().commitmentRoot(), Digest.of(table.root()));
  }

  @Test
  void contribution_whoseContentIsNotWhatWasSigned_isRefused() {
    ContributionMessage good = contribution();
    byte[] swapped = good.commitments().clone();
    System.arraycopy(good.commitments(), 0, swapped, Commitment.BYTES, Commitment.BYTES);
    refuse(Code.DIGEST, new ContributionMessage(good.signed(), swapped, good.sealed()));
    byte[] noPoint = good.commitments().clone();
    Arrays.fill(noPoint, 1, Commitment.BYTES, (byte) 0xff);
    refuse(Code.MALFORMED, new ContributionMessage(good.signed(), noPoint, good.sealed()));
    byte[] cut = Arrays.copyOf(good.commitments(), 48);
    refuse(Code.MALFORMED, new ContributionMessage(good.signed(), cut, good.sealed()));
    List<Digest> reversed = new ArrayList<>(good.sealed());
    reversed.add(reversed.remove(0));
    refuse(Code.DIGEST, new ContributionMessage(good.signed(), good.commitments(), reversed));
    refuse(
        Code.MALFORMED,
        new ContributionMessage(
            good.signed(), good.commitments(), good.sealed().subList(0, NODES - 1)));
    Refused.with(Code.MALFORMED, () -> good.table(NODES, new BlockShape(9, 4)));
  }

  @Test
  @Tag("threat-58")
  void dispatch_withParametersAltered_doesNotMatchTheSignedRequest() {
    RunDispatch good = dispatch();
    assertEquals(good.request().statement().parametersDigest(), good.parameters().digest());
    TreeMap<String, String> values = new TreeMap<>(good.parameters().values());
    values.put("from", "1999-01-01");
    Parameters altered = new Parameters(values, good.parameters().salt());
    RunDispatch other = new RunDispatch(good.request(), good.job(), good.approvals(), altered);
    RunDispatch read = assertInstanceOf(RunDispatch.class, Messages.read(Messages.write(other)));
    assertNotEquals(read.request().statement().parametersDigest(), read.parameters().digest());
    assertEquals(good.run(ledger.domain()), read.run(ledger.domain()));
  }

  @Test
  void dispatch_withHostilePath_isRefused() {
    for (String path :
        new String[] {"../x", "/etc/passwd", "a/../b", "a//b", "", ".x", "a\u0000", "a\\b", "a/"}) {
      RunDispatch good = dispatch();
      TreeMap<String, byte[]> job = new TreeMap<>(good.job());
      job.put(path, new byte[1]);
      byte[] bytes =
          Messages.write(new RunDispatch(good.request(), job, good.approvals(), good.parameters()));
      Refused.with(Code.MALFORMED, () -> Messages.read(bytes));
    }
  }

  private static void refuse(ObjectNode json) {
    Refused.with(Code.MALFORMED, () -> Messages.read(CanonicalJson.write(json)));
  }

  private static void refuse(Code code, ContributionMessage message) {
    Refused.with(code, () -> message.table(NODES, SHAPE));
  }

  private <T extends Statement> Signed<T> sign(PartyId party, T statement) {
    return roster.sign(ledger, party, statement);
  }

  private List<Message> all() {
    PartyId coordinator = roster.coordinator().id();
    Digest digest = Requests.digest("x");
    InclusionSet set = InclusionSet.of(Map.of(R01, digest, new PartyId("r02"), RUN.digest()));
    return List.of(
        dispatch(),
        new AcceptanceMessage(sign(R01, new Acceptance(R01, RUN, digest, 1))),
        new RefusalMessage(sign(R01, new Refusal(R01, RUN, digest, 3, 1))),
        contribution(),
        new ComplaintMessage(sign(N1, new Complaint(N1, RUN, R01, 1, 1))),
        new ProposalMessage(
            sign(coordinator, new Proposal(coordinator, RUN, set.root(), 2, 1)), set),
        new CheckedMessage(sign(N1, new Checked(N1, RUN, set.root(), 2, 1)), set),
        completion(),
        evidence(),
        new OutputMessage(RUN, N1, new byte[] {1, 2, 3, 4}),
        new ReceiptMessage(sign(roster.querier().id(), new Receipt(RUN, digest, 0, Digest.ZERO))),
        new AbortMessage(sign(coordinator, new Abort(coordinator, RUN, 1, 1))));
  }

  private EvidenceMessage evidence() {
    Digest any = Requests.digest("any");
    Completion said = new Completion(N1, RUN, any, any, any, any, 1, 1, 1);
    return new EvidenceMessage(
        new OpeningEvidence(
            sign(N1, new SumRoot(N1, RUN, any, 1)),
            sign(N1, said),
            1,
            2,
            new byte[64],
            List.of(any),
            new byte[48],
            List.of(any)));
  }

  private RunDispatch dispatch() {
    TreeMap<String, byte[]> job = new TreeMap<>();
    job.put("job.yaml", "name: x".getBytes(StandardCharsets.UTF_8));
    job.put("query.sql", new byte[0]);
    TreeMap<String, String> values = new TreeMap<>(Map.of("from", "2020-01-01"));
    Parameters parameters = new Parameters(values, Requests.digest("salt"));
    Digest digest = Requests.digest("job");
    return new RunDispatch(
        roster.sign(
            ledger, roster.querier().id(), Requests.all(roster, digest, parameters, clock.now())),
        job,
        roster.approvals(ledger, digest, clock.now() + 100),
        parameters);
  }

  private ContributionMessage contribution() {
    Dealing dealing =
        Dealer.deal(
            ScalarVector.zeros(SHAPE.cells()),
            SHAPE,
            NODES,
            0,
            Pedersen.ofBlockSize(4),
            Seeds.random(seed));
    List<Digest> sealed = List.of(Requests.digest("1"), Requests.digest("2"), Requests.digest("3"));
    Contribution said =
        new Contribution(
            R01,
            RUN,
            Digest.of(dealing.commitments().root()),
            ContributionMessage.sealedRoot(sealed),
            Requests.digest("tables"),
            Digest.ZERO,
            Digest.ZERO,
            SHAPE.blocks(),
            1);
    return new ContributionMessage(sign(R01, said), dealing.commitments().toBytes(), sealed);
  }

  private CompletionMessage completion() {
    ByteArrayOutputStream products = new ByteArrayOutputStream();
    for (int block = 0; block < SHAPE.blocks(); block++) {
      products.writeBytes(new byte[Commitment.BYTES]);
    }
    Digest digest = Requests.digest("y");
    Completion said =
        new Completion(
            N1,
            RUN,
            digest,
            CompletionMessage.productRoot(products.toByteArray()),
            digest,
            digest,
            1,
            12,
            1);
    return new CompletionMessage(sign(N1, said), products.toByteArray());
  }
}

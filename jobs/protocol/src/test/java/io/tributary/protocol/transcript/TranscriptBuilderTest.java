package io.tributary.protocol.transcript;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.AcceptanceMessage;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.ComplaintMessage;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.OutputMessage;
import io.tributary.protocol.message.ReceiptMessage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Complaint;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.RunRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class TranscriptBuilderTest {
  private static final Domain DOMAIN = new Domain(31337, Address.of(new byte[20]));
  private static final PartyId R1 = new PartyId("r01");
  private static final PartyId R2 = new PartyId("r02");
  private static final PartyId N1 = new PartyId("n1");
  private static final PartyId N2 = new PartyId("n2");
  private static final byte[] SECRET = new byte[IdentityKey.BYTES];

  static {
    SECRET[0] = 1;
  }

  private final IdentityKey key = IdentityKey.of(SECRET);
  private final RunDispatch dispatch = dispatch(digest("nonce"));
  private final RunId run = dispatch.run(DOMAIN);

  private static Digest digest(String text) {
    return Digests.sha256(text.getBytes(UTF_8));
  }

  private RunDispatch dispatch(Digest nonce) {
    Parameters parameters = new Parameters(new TreeMap<>(Map.of("year", "2021")), digest("salt"));
    RunRequest request =
        new RunRequest(
            digest("job"),
            parameters.digest(),
            List.of(R1, R2),
            List.of(N1, N2),
            digest("key"),
            digest("purpose"),
            100,
            200,
            nonce,
            0,
            0);
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put("job.yaml", "a".getBytes(UTF_8));
    files.put("query.sql", "b".getBytes(UTF_8));
    return new RunDispatch(
        key.sign(DOMAIN, request),
        files,
        List.of(
            key.sign(DOMAIN, new Approval(new PartyId("v2"), digest("job"), 1, 1)),
            key.sign(DOMAIN, new Approval(new PartyId("v1"), digest("job"), 1, 1))),
        parameters);
  }

  private List<Message> messages() {
    List<Message> all = new ArrayList<>();
    all.add(dispatch);
    for (PartyId repository : List.of(R1, R2)) {
      all.add(
          new AcceptanceMessage(key.sign(DOMAIN, new Acceptance(repository, run, request(), 1))));
      all.add(contribution(repository, "table of " + repository));
    }
    InclusionSet set = InclusionSet.of(Map.of(R1, digest("1"), R2, digest("2")));
    for (PartyId node : List.of(N1, N2)) {
      all.add(new CheckedMessage(key.sign(DOMAIN, new Checked(node, run, set.root(), 2, 1)), set));
      byte[] output = ("output of " + node).getBytes(UTF_8);
      Completion completion =
          new Completion(
              node, run, set.root(), digest("p"), Digests.sha256(output), digest("log"), 1, 1, 1);
      all.add(
          new CompletionMessage(
              key.sign(DOMAIN, completion), ("products of " + node).getBytes(UTF_8)));
      all.add(new OutputMessage(run, node, output));
    }
    all.add(new ComplaintMessage(key.sign(DOMAIN, new Complaint(N1, run, R2, 4, 1))));
    all.add(new ReceiptMessage(key.sign(DOMAIN, new Receipt(run, digest("t"), 0, Digest.ZERO))));
    return all;
  }

  private Digest request() {
    return Eip712.digest(DOMAIN, dispatch.request().statement());
  }

  private ContributionMessage contribution(PartyId repository, String commitments) {
    return new ContributionMessage(
        key.sign(
            DOMAIN,
            new Contribution(
                repository,
                run,
                digest("c"),
                digest("s"),
                digest("t"),
                Digest.ZERO,
                Digest.ZERO,
                1,
                1)),
        commitments.getBytes(UTF_8),
        List.of(digest("1"), digest("2")));
  }

  private Transcript build(List<Message> messages) {
    TranscriptBuilder builder = new TranscriptBuilder(DOMAIN, run);
    messages.forEach(builder::add);
    return builder.build();
  }

  @Test
  void messages_inAnyOrderAndNumber_giveTheSameBytes() {
    byte[] expected = TranscriptJson.write(build(messages()));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      List<Message> shuffled = new ArrayList<>(messages());
      shuffled.addAll(messages().subList(0, random.nextInt(shuffled.size())));
      Collections.shuffle(shuffled, random);
      assertArrayEquals(expected, TranscriptJson.write(build(shuffled)), "seed " + seed);
    }
  }

  @Test
  void twoLinesAboutOneStatement_inEitherOrder_giveTheSameOne() {
    List<Message> other = new ArrayList<>(messages());
    other.add(contribution(R1, "another table"));
    List<Message> reversed = new ArrayList<>(other);
    Collections.reverse(reversed);
    Transcript transcript = build(other);
    assertArrayEquals(TranscriptJson.write(transcript), TranscriptJson.write(build(reversed)));
    assertEquals(2, transcript.lines(TranscriptFile.CONTRIBUTIONS).size());
  }

  @Test
  void lines_ofBuiltTranscript_areReadBackInOrderAndNameAllBlobs() {
    Transcript transcript = build(messages());
    for (TranscriptFile file : TranscriptFile.values()) {
      List<Entry> entries = Entries.read(transcript, file);
      for (int i = 1; i < entries.size(); i++) {
        assertTrue(LineOrder.compare(entries.get(i - 1), entries.get(i)) < 0, file + " " + i);
      }
      for (Entry entry : entries) {
        entry.blobs().forEach(blob -> assertTrue(transcript.blob(blob).isPresent()));
      }
    }
    assertEquals(8, transcript.blobs().size());
    assertEquals(4, transcript.lines(TranscriptFile.JOB).size());
    assertEquals(3, transcript.lines(TranscriptFile.CHECKED).size());
  }

  @Test
  void root_afterReceipt_isTheSame() {
    List<Message> withoutReceipt = messages();
    withoutReceipt.remove(withoutReceipt.size() - 1);
    assertEquals(build(withoutReceipt).root(), build(messages()).root());
    assertNotEquals(build(withoutReceipt.subList(0, 3)).root(), build(messages()).root());
  }

  @Test
  void statement_byAPartyOutsideTheRunOrToAnotherRequest_isLeftOut() {
    byte[] expected = TranscriptJson.write(build(messages()));
    List<Message> more = new ArrayList<>(messages());
    PartyId stranger = new PartyId("r09");
    InclusionSet set = InclusionSet.of(Map.of(R1, digest("1")));
    more.add(contribution(stranger, "table"));
    more.add(new AcceptanceMessage(key.sign(DOMAIN, new Acceptance(stranger, run, request(), 1))));
    more.add(new AcceptanceMessage(key.sign(DOMAIN, new Acceptance(R1, run, digest("other"), 1))));
    more.add(
        new CheckedMessage(key.sign(DOMAIN, new Checked(stranger, run, set.root(), 1, 1)), set));
    assertArrayEquals(expected, TranscriptJson.write(build(more)));
  }

  @Test
  void message_ofAnotherRun_isRefused() {
    TranscriptBuilder builder = new TranscriptBuilder(DOMAIN, run);
    assertThrows(IllegalArgumentException.class, () -> builder.add(dispatch(digest("other"))));
    TranscriptException missing = assertThrows(TranscriptException.class, builder::build);
    assertEquals("transcript/request.jsonl", missing.leaf().name());
  }

  @Test
  @Tag("threat-3")
  void line_withUnknownMemberOtherSpellingOrOtherFile_isRefused() {
    Transcript transcript = build(messages());
    byte[] line = transcript.lines(TranscriptFile.DECISIONS).get(0);
    String text = new String(line, UTF_8);
    List<String> bad =
        List.of(
            text.replace("{\"kind\"", "{\"extra\":1,\"kind\""),
            text.replace(":", ": "),
            text.replace("acceptance", "refusal"),
            text.replace("\"kind\":\"acceptance\",", ""),
            text + " ");
    for (String other : bad) {
      assertNotEquals(text, other);
      assertThrows(
          TranscriptException.class,
          () -> Entries.read(TranscriptFile.DECISIONS, 1, other.getBytes(UTF_8)),
          other);
    }
    assertThrows(TranscriptException.class, () -> Entries.read(TranscriptFile.CHECKED, 1, line));
  }

  @Test
  void document_writtenAndRead_isTheSame() {
    Transcript transcript = build(messages());
    byte[] document = TranscriptJson.write(transcript);
    assertArrayEquals(document, TranscriptJson.write(TranscriptJson.read(document)));
    String text = new String(document, UTF_8);
    assertThrows(
        ProtocolException.class,
        () -> TranscriptJson.read(text.replace("request.jsonl", "../../x").getBytes(UTF_8)));
    assertThrows(
        ProtocolException.class,
        () ->
            TranscriptJson.read(
                text.replace("\"blobs\":{\"0x", "\"blobs\":{\"../").getBytes(UTF_8)));
  }
}

package io.tributary.auditor;

import io.tributary.mpc.Dealing;
import io.tributary.protocol.fake.Roster;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.Signature;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.transcript.Entries;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The wrong parties, at the wrong time, or in another run. */
final class CheatedRequestTest extends CheatedRun {
  @Test
  void nodes_ofOneOrganisation_fail() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          void registerAll() {
            for (Roster.Member m : roster.members()) {
              Digest organisation =
                  m.id().name().equals("n3") ? Roster.organisation("n1") : m.organisation();
              chain.register(
                  new Roster.Member(m.id(), m.role(), organisation, m.key(), m.sealing()));
            }
          }
        };
    assertFails(run, "request", "transcript/request.jsonl line 1");
  }

  @Test
  void contributors_fewerThanTheJobRequires_fail() {
    assertFails(new TestRun(chain, seed, 4), "inclusion", "transcript/checked.jsonl");
  }

  @Test
  void repositories_notAllThatTheJobAsks_fail() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          List<PartyId> asked() {
            return roster.repositories().subList(0, 3);
          }
        };
    assertFails(run, "repositories", "transcript/request.jsonl line 1");
  }

  @Test
  void run_openedAfterItsDeadline_fails() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          void beforeOpening() {
            CheatedRequestTest.this.chain.skip(150_000);
          }
        };
    assertFails(run, "request", "transcript/request.jsonl line 1");
  }

  @Test
  void run_closedAfterItsDeadline_failsAndNamesTheReceipt() {
    TestRun run =
        new TestRun(chain, seed) {
          @Override
          Dealing contribute(PartyId repository, Map<PartyId, Digest> members) {
            CheatedRequestTest.this.chain.skip(80_000);
            return super.contribute(repository, members);
          }
        };
    assertFails(run, "order", "chain.json block ");
  }

  @Test
  @Tag("threat-49")
  void statement_ofAnotherRunContractOrChain_failsAndNamesTheLine() {
    TestRun run = new TestRun(chain, seed).play();
    Transcript honest = run.transcript();
    PartyId node = run.roster.nodes().get(0);
    InclusionSet set = InclusionSet.of(Map.of(new PartyId("r01"), TestRun.digest("x")));
    Checked here = new Checked(node, run.run, set.root(), 1, 1);
    Checked elsewhere = new Checked(node, new RunId(TestRun.digest("run")), set.root(), 1, 1);
    IdentityKey key = run.roster.member(node).key();
    Domain chainBeside = new Domain(run.domain().chainId() + 1, run.domain().contract());
    Domain contractBeside =
        new Domain(run.domain().chainId(), new Address("0x" + "0".repeat(39) + "1"));
    List<Signed<Checked>> replayed =
        List.of(
            key.sign(run.domain(), elsewhere),
            key.sign(chainBeside, here),
            key.sign(contractBeside, here),
            key.sign(run.domain(), new Checked(node, run.run, set.root(), 1, 2)));
    for (Signed<Checked> signed : replayed) {
      Entry.InclusionOf entry = new Entry.InclusionOf(signed, set.members());
      List<byte[]> lines = new ArrayList<>(honest.lines(TranscriptFile.CHECKED));
      lines.set(0, Entries.write(entry));
      assertFails(
          honest.with(TranscriptFile.CHECKED, lines),
          "inclusion",
          "transcript/checked.jsonl line 1");
    }
  }

  @Test
  @Tag("threat-50")
  void signature_inItsOtherForm_failsAndNamesTheLine() {
    BigInteger order =
        new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    Transcript honest = new TestRun(chain, seed).play().transcript();
    List<byte[]> lines = new ArrayList<>(honest.lines(TranscriptFile.DECISIONS));
    Entry.Plain line = (Entry.Plain) Entries.read(TranscriptFile.DECISIONS, 1, lines.get(0));
    String hex = line.signed().signature().hex();
    BigInteger s = order.subtract(new BigInteger(hex.substring(66, 130), 16));
    String other =
        hex.substring(0, 66) + String.format("%064x", s) + (hex.endsWith("1b") ? "1c" : "1b");
    lines.set(
        0,
        Entries.write(
            new Entry.Plain(new Signed<>(line.signed().statement(), new Signature(other)))));
    assertFails(
        honest.with(TranscriptFile.DECISIONS, lines),
        "decisions",
        "transcript/decisions.jsonl line 1");
  }
}

package io.tributary.auditor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.Dealing;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs whose cells are those of an earlier one, or are said to be. */
@Tag("threat-42")
@Tag("threat-47")
final class RepeatedRunTest extends CheatedRun {
  private static final String FIRST_LINE = "transcript/contributions.jsonl line 1";
  private final TestRun first = new TestRun(chain, seed).play();

  /** The same question on the same chain; each repository names what it is told to. */
  private class Later extends TestRun {
    private final Map<String, Digest> named;

    Later(Map<String, Digest> named) {
      super(RepeatedRunTest.this.chain, seed);
      this.named = named;
    }

    @Override
    void registerAll() {}

    @Override
    Digest again(PartyId repository) {
      return named.getOrDefault(repository.name(), Digest.ZERO);
    }

    Later later() {
      play("later", "2021");
      return this;
    }
  }

  private static Map<String, Digest> all(Digest run) {
    return Map.of("r01", run, "r02", run, "r03", run);
  }

  @Test
  void repeat_ofTheWholeSet_passesAndNamesTheFirstRun() {
    AuditReport report = audit(new Later(all(first.run.digest())).later().transcript());
    assertTrue(report.ok(), report.text());
    assertTrue(report.text().contains("the answer of run " + first.run), report.text());
    assertFalse(audit(first.transcript()).text().contains("again"));
  }

  @Test
  void repeat_withOneThatNamesNothing_fails() {
    Digest run = first.run.digest();
    Later mixed = new Later(Map.of("r01", run, "r02", run)).later();
    assertFails(mixed.transcript(), "again", "transcript/contributions.jsonl line 3");
  }

  @Test
  void repeat_ofARunThatIsNotThere_fails() {
    Later later = new Later(all(TestRun.digest("no run"))).later();
    assertFails(later.transcript(), "again", FIRST_LINE);
  }

  @Test
  void repeat_ofItself_fails() {
    EventChain fresh = new EventChain();
    TestRun own =
        new TestRun(fresh, seed) {
          @Override
          Digest again(PartyId repository) {
            return run.digest();
          }
        };
    own.play();
    AuditReport report =
        Audit.replayed(
                new RunFolder(own.transcript(), Optional.empty(), Optional.empty()),
                fresh.history())
            .report();
    assertFalse(report.ok(), report.text());
    assertTrue(report.text().contains("had not completed"), report.text());
  }

  @Test
  void repeat_ofASetWithOneLess_fails() {
    Later one =
        new Later(all(first.run.digest())) {
          @Override
          Dealing contribute(PartyId repository, Map<PartyId, Digest> members) {
            Dealing dealing = super.contribute(repository, members);
            if (repository.name().equals("r03")) {
              members.remove(repository);
            }
            return dealing;
          }

          @Override
          byte[] products(PartyId node, List<CommitmentTable> tables, int index) {
            return super.products(node, tables.subList(0, 2), index);
          }
        };
    assertFails(one.later().transcript(), "again", FIRST_LINE);
  }

  @Test
  @Tag("threat-60")
  void nameOfTheEarlierRun_tamperedWith_fails() {
    Transcript honest = new Later(all(first.run.digest())).later().transcript();
    List<byte[]> lines =
        honest.lines(TranscriptFile.CONTRIBUTIONS).stream()
            .map(line -> new String(line, StandardCharsets.UTF_8))
            .map(line -> line.replace(first.run.toString(), Digest.ZERO.hex()))
            .map(line -> line.getBytes(StandardCharsets.UTF_8))
            .toList();
    AuditReport report = audit(honest.with(TranscriptFile.CONTRIBUTIONS, lines));
    assertFalse(report.ok(), report.text());
  }
}

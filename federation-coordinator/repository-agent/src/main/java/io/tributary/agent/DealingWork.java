package io.tributary.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.agent.StoredAnswers.Recalled;
import io.tributary.mpc.Seed;
import io.tributary.party.config.ConfigException;
import io.tributary.party.desk.UsedRows;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.CellNoise;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.CellComputer;
import io.tributary.protocol.port.CellComputer.ComputeException;
import io.tributary.protocol.port.CellComputer.Computed;
import io.tributary.protocol.port.CellComputer.Consent;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.statement.RefusalCode;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes the cells of an open run, or takes those of an earlier one, and deals them. */
final class DealingWork {
  private static final Logger LOG = LoggerFactory.getLogger(DealingWork.class);
  private static final String SNAPSHOT_DOMAIN = "tributary/v1/tables";
  private static final String CONSENT_DOMAIN = "tributary/v1/consent";

  private final CellComputer computer;
  private final ContributionMaker maker;
  private final PolicyCheck policy;
  private final Recall recall;
  private final SecureRandom random = new SecureRandom();

  DealingWork(CellComputer computer, ContributionMaker maker, PolicyCheck policy, Recall recall) {
    this.computer = computer;
    this.maker = maker;
    this.policy = policy;
    this.recall = recall;
  }

  /** What came of it. */
  sealed interface Outcome {}

  /**
   * A batch, and what the operator needs to compute it again.
   *
   * @param snapshot canonical JSON: salt, table versions, state of the grants; stays here
   * @param used what members may ask for later: which of their tables this run has read, and how
   * @param stored what is kept to be dealt once more; empty if this has been
   */
  record Dealt(List<BusRecord> batch, byte[] snapshot, UsedRows used, Optional<Recalled> stored)
      implements Outcome {}

  /** No batch, for good. */
  record Failed(Verdict.Refuse refusal) implements Outcome {}

  /** No batch for now: the ledger was silent, or the policy unreadable. */
  record Later() implements Outcome {}

  /** What is to be done for a run: its cells are computed, or taken from an earlier one. */
  Supplier<Outcome> of(Tx tx, RunView view, long now) {
    Optional<RunId> earlier = StoredAnswers.repeated(tx, view.run());
    if (earlier.isEmpty()) {
      return () -> attempt(view, () -> computed(view, now));
    }
    RunId run = earlier.get();
    Optional<Recalled> recalled = StoredAnswers.recall(tx, view, run);
    if (recalled.isEmpty()) {
      return () -> gone(run);
    }
    byte[] snapshot = AgentState.snapshot(tx, run);
    return () -> again(view, run, recalled.get(), snapshot, now);
  }

  /**
   * Deals what was dealt in an earlier run.
   *
   * @param snapshot of that run
   */
  private Outcome again(RunView view, RunId earlier, Recalled recalled, byte[] snapshot, long now) {
    return attempt(
        view,
        () -> {
          if (!recall.stands(view, recalled.dealt(), now)) {
            return gone(earlier);
          }
          Origin origin = recalled.dealt().origin().of(earlier);
          List<BusRecord> batch = maker.make(view, recalled.cells(), origin);
          LOG.info("run {}: deals the cells of run {} once more", view.run(), earlier);
          return new Dealt(batch, snapshot, recalled.dealt().used().again(view), Optional.empty());
        });
  }

  /** What was to be dealt once more cannot be. */
  private static Outcome gone(RunId earlier) {
    return new Failed(
        new Verdict.Refuse(
            RefusalCode.REPEATED, "the answer of run " + earlier + " is not to be given any more"));
  }

  private Outcome computed(RunView view, long now) {
    JobPackage job = view.job();
    long end =
        Math.min(now + job.definition().limits().seconds(), view.request().contributionDeadline());
    Consent consent = policy.consent(view, now);
    Computed computed =
        computer.compute(
            job.compiled(),
            job,
            ParameterValues.check(job.definition(), view.dispatch().parameters().values()),
            consent,
            Instant.ofEpochSecond(end));
    byte[] salt = new byte[Digest.BYTES];
    random.nextBytes(salt);
    Digest tables = Digests.tagged(SNAPSHOT_DOMAIN, salt, computed.snapshotDescription());
    LOG.info(
        "run {}: {} rows aggregated, {} values clamped, {} in other",
        view.run(),
        computed.rows(),
        computed.clamped(),
        computed.other());
    Digest grants =
        computed
            .consent()
            .map(c -> Digests.tagged(CONSENT_DOMAIN, salt, c.description()))
            .orElse(Digest.ZERO);
    List<BigInteger> cells = noised(view, computed);
    Origin origin = Origin.fresh(tables, grants);
    List<BusRecord> batch = maker.make(view, cells, origin);
    UsedRows used = UsedRows.of(view, computed, policy.subjects(view), consent);
    StoredAnswer.Dealt dealt =
        new StoredAnswer.Dealt(origin, used, computed.consent(), cells.size());
    return new Dealt(
        batch, snapshot(salt, computed), used, Optional.of(new Recalled(dealt, cells)));
  }

  private static Outcome attempt(RunView view, Supplier<Outcome> dealing) {
    try {
      return dealing.get();
    } catch (LedgerException | ConfigException e) {
      return new Later();
    } catch (ComputeException e) {
      LOG.warn("run {}: no contribution, {}: {}", view.run(), e.reason(), e.getMessage());
      RefusalCode code =
          e.reason() == ComputeException.Reason.SCHEMA ? RefusalCode.SCHEMA : RefusalCode.COMPUTE;
      return new Failed(new Verdict.Refuse(code, e.getMessage()));
    } catch (RuntimeException e) {
      // The text of a failed computation may quote a value: class and place only.
      LOG.warn("run {}: no contribution, {}", view.run(), e.getClass().getName());
      return new Failed(new Verdict.Refuse(RefusalCode.COMPUTE, "the computation failed"));
    }
  }

  /** With this repository's part of the noise, fresh in every run; without it nothing is kept. */
  private List<BigInteger> noised(RunView view, Computed computed) {
    Optional<CellNoise> noise = view.compiled().noise();
    if (noise.isEmpty()) {
      return computed.cells();
    }
    try (Seed seed = Seed.random(random)) {
      return noise.get().added(computed.cells(), seed);
    }
  }

  private static byte[] snapshot(byte[] salt, Computed computed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("salt", Digest.of(salt).hex());
    json.put("description", HexFormat.of().formatHex(computed.snapshotDescription()));
    computed
        .consent()
        .ifPresent(c -> json.put("consent", HexFormat.of().formatHex(c.description())));
    ObjectNode versions = json.putObject("versions");
    computed.tableVersions().forEach(versions::put);
    return CanonicalJson.write(json);
  }
}

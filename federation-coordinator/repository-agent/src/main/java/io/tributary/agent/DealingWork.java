package io.tributary.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.CellComputer;
import io.tributary.protocol.port.CellComputer.ComputeException;
import io.tributary.protocol.port.CellComputer.Computed;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.RefusalCode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes the cells of an open run and deals them. Touches no store. */
final class DealingWork {
  private static final Logger LOG = LoggerFactory.getLogger(DealingWork.class);
  private static final String SNAPSHOT_DOMAIN = "tributary/v1/tables";

  private final CellComputer computer;
  private final ContributionMaker maker;
  private final SecureRandom random = new SecureRandom();

  DealingWork(CellComputer computer, ContributionMaker maker) {
    this.computer = computer;
    this.maker = maker;
  }

  /** What came of it. */
  sealed interface Outcome {}

  /**
   * A batch, and what the operator needs to compute it again.
   *
   * @param snapshot canonical JSON: salt and table versions; stays here
   */
  record Dealt(List<BusRecord> batch, byte[] snapshot) implements Outcome {}

  /** No batch, for good. */
  record Failed(Verdict.Refuse refusal) implements Outcome {}

  /** No batch for now: the ledger was silent. */
  record Later() implements Outcome {}

  Outcome run(RunView view, long now) {
    try {
      JobPackage job = view.job();
      long end =
          Math.min(
              now + job.definition().limits().seconds(), view.request().contributionDeadline());
      Computed computed =
          computer.compute(
              job.compiled(),
              job,
              ParameterValues.check(job.definition(), view.dispatch().parameters().values()),
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
      return new Dealt(maker.make(view, computed.cells(), tables), snapshot(salt, computed));
    } catch (LedgerException e) {
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

  private static byte[] snapshot(byte[] salt, Computed computed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("salt", Digest.of(salt).hex());
    json.put("description", HexFormat.of().formatHex(computed.snapshotDescription()));
    ObjectNode versions = json.putObject("versions");
    computed.tableVersions().forEach(versions::put);
    return CanonicalJson.write(json);
  }
}

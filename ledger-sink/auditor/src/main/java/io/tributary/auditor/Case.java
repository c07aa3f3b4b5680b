package io.tributary.auditor;

import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Verifier;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.Transcript;

/**
 * What the checks look at: the transcript's lines and blobs, the proven history of the contract,
 * and what the first checks have made of them.
 *
 * @param request the one line of the request, its signature checked
 * @param run follows from signer and nonce
 * @param opened the contract's event for this run
 * @param opening the ledger as it stood when the run was opened
 * @param end the ledger as the run's last event left it
 * @param job the job's files, their digest that of the request
 */
record Case(
    Transcript transcript,
    Lines lines,
    ChainHistory chain,
    Line<Entry.Request> request,
    RunId run,
    Dated<LedgerEvent.RunOpened> opened,
    Ledger opening,
    Ledger end,
    JobPackage job) {

  Domain domain() {
    return chain.domain();
  }

  /** The request. */
  RunRequest asked() {
    return request.entry().signed().statement();
  }

  /**
   * Whether the nodes compare instead of adding up only: four of them, of which one may be missing.
   */
  boolean compares() {
    return asked().faults() > 0;
  }

  /** Checks statements of this run: keys current at the end, or when it was opened. */
  Verifier verifier() {
    return new Verifier(end);
  }

  /** What the contract last said of the run. */
  RunRecord record() {
    return end.run(run).orElseThrow();
  }

  /** Whether the contract has all completions. */
  boolean completed() {
    return record().state() == RunState.COMPLETED || record().state() == RunState.RECEIVED;
  }

  /** The final set's root; {@link Digest#ZERO} if none became final. */
  Digest finalRoot() {
    return record().inclusionRoot();
  }
}

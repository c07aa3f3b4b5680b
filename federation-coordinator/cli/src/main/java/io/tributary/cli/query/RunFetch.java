package io.tributary.cli.query;

import io.tributary.auditor.Audit;
import io.tributary.auditor.EarlierRuns;
import io.tributary.auditor.LiveLedger;
import io.tributary.cli.error.NetworkErrors;
import io.tributary.cli.error.RunErrors;
import io.tributary.ledger.chain.ChainExport;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptException;
import io.tributary.protocol.transcript.TranscriptFolder;
import io.tributary.protocol.transcript.TranscriptJson;
import java.nio.file.Path;
import java.util.Optional;

/** Gets together what anyone can know of a run: the transcript and what the ledger holds of it. */
public final class RunFetch {
  private final Session session;

  public RunFetch(Session session) {
    this.session = session;
  }

  /** The transcript as the coordinator has it; checked by nobody yet. */
  Transcript transcript(RunId run) {
    try {
      return TranscriptJson.read(session.coordinator().getBytes("/runs/" + run + "/transcript"));
    } catch (TranscriptException | ProtocolException e) {
      throw RunErrors.mismatch(run.toString(), "the transcript cannot be read", e.getMessage());
    }
  }

  /** The transcript with what the ledger holds now of the run, and of one whose answer it is. */
  RunFolder beside(Transcript transcript, RunId run) {
    try {
      return RunFolder.of(
          transcript, ChainExport.export(session.ledger(), run, EarlierRuns.named(transcript)));
    } catch (LedgerException e) {
      throw NetworkErrors.ledgerSilent(e.getMessage());
    }
  }

  /**
   * Writes both to a folder again, beside the answer in it, if that passes the audit now.
   *
   * @return false if it fails, and the folder is as it was
   */
  public boolean isRenewed(RunId run, Path folder) {
    RunFolder old = TranscriptFolder.read(folder);
    RunFolder now = beside(transcript(run), run);
    RunFolder whole = new RunFolder(now.transcript(), now.chain(), old.result(), old.evidence());
    boolean passes = Audit.run(whole, Optional.of(LiveLedger.of(session.ledger()))).ok();
    if (passes) {
      TranscriptFolder.write(folder, whole);
    }
    return passes;
  }

  /** Writes both to a folder, for an audit: of a run that was aborted, or that others asked. */
  public void keep(RunId run, Path folder) {
    // Asked first, so that an unknown run is told as such.
    session.status(run);
    TranscriptFolder.write(folder, beside(transcript(run), run));
  }
}

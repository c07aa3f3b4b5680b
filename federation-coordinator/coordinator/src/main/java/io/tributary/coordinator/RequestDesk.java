package io.tributary.coordinator;

import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.flow.MessageCheck;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.message.EvidenceMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.ReceiptMessage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Verifier;

/**
 * Takes what queriers hand in. It checks what everyone checks again, so that a mistake is told to
 * the asker at once and not to the whole federation.
 */
public final class RequestDesk {
  private final Ledger ledger;
  private final JobShelf shelf;

  public RequestDesk(Ledger ledger, JobShelf shelf) {
    this.ledger = ledger;
    this.shelf = shelf;
  }

  /**
   * Takes a request on. The next tick sends it out.
   *
   * @return the run's id; the same again if the same request comes twice
   * @throws io.tributary.protocol.error.ProtocolException with a code that says what to do
   */
  public RunId submit(Tx tx, Signed<RunRequest> request, Parameters parameters, long now) {
    new Verifier(ledger).verifyRequest(request);
    RunRequest said = request.statement();
    if (now >= said.contributionDeadline() || said.contributionDeadline() >= said.deadline()) {
      throw ProtocolErrors.of(
          Code.OUT_OF_RANGE, "the request's deadlines are over or out of order", "Ask again");
    }
    JobShelf.Shelved job = shelf.dispatchable(tx, said.jobDigest(), now);
    RunDispatch dispatch = new RunDispatch(request, job.job().files(), job.approvals(), parameters);
    RunView view = RunView.of(ledger.domain(), dispatch);
    if (view.tooLong(now)) {
      throw ProtocolErrors.of(
          Code.OUT_OF_RANGE, "the request's deadline is more than 24 h ahead", "Ask again");
    }
    view.checkParameters();
    view.checkSizes();
    ParameterValues.check(job.job().definition(), parameters.values());
    if (CoordinatorState.open(tx, view.run(), Messages.write(dispatch))) {
      CoordinatorState.time(tx, view.run(), "requested", now);
    }
    return view.run();
  }

  /**
   * Takes evidence against a node, from whoever has it: it is the node's own word. The next tick
   * publishes it, and the ledger judges.
   *
   * @throws io.tributary.protocol.error.ProtocolException CONFLICT if it proves nothing, or nothing
   *     of this run may be shown; UNKNOWN_PARTY or SIGNATURE if it is not the node's word
   */
  public void evidence(Tx tx, RunId run, OpeningEvidence evidence) {
    RunRequest asked = view(tx, run).request();
    boolean judged =
        evidence.run().equals(run)
            && asked.nodes().contains(evidence.node())
            && asked.nodes().size() >= OpeningEvidence.FEWEST_NODES
            && asked.faults() == 0;
    if (!judged) {
      throw ProtocolErrors.of(
          Code.CONFLICT,
          "run " + run + ": the ledger judges no such evidence about this run",
          "It must be about a node of this run, and sums of at least "
              + OpeningEvidence.FEWEST_NODES
              + " nodes");
    }
    EvidenceMessage message = new EvidenceMessage(evidence);
    new MessageCheck(ledger).check(message);
    CoordinatorState.evidence(tx, run, Messages.write(message));
  }

  private RunView view(Tx tx, RunId run) {
    return CoordinatorState.view(tx, ledger.domain(), run)
        .orElseThrow(
            () -> ProtocolErrors.of(Code.CONFLICT, "no run " + run, "See `tributary runs`"));
  }

  /**
   * Takes the querier's receipt. The next tick publishes it.
   *
   * @throws io.tributary.protocol.error.ProtocolException UNKNOWN_PARTY, CONFLICT or SIGNATURE
   */
  public void receipt(Tx tx, RunId run, Signed<Receipt> receipt) {
    new Verifier(ledger).verifyReceipt(view(tx, run).dispatch().request(), receipt);
    if (!receipt.statement().runId().equals(run)) {
      throw ProtocolErrors.of(Code.CONFLICT, "the receipt is for another run", "Check the run id");
    }
    CoordinatorState.receipt(tx, run, Messages.write(new ReceiptMessage(receipt)));
  }
}

package io.tributary.protocol.flow;

import io.tributary.mpc.BlockShape;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.run.RunIds;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signatures;

/**
 * A dispatch and the ids that follow from it. Nothing in it has been checked but that the request's
 * signature has a signer: that is what the run id hangs on.
 *
 * @param run id of the run
 * @param requestDigest EIP-712 digest of the request
 * @param dispatch as received
 */
public record RunView(RunId run, Digest requestDigest, RunDispatch dispatch) {
  /**
   * Derives the ids.
   *
   * @throws io.tributary.protocol.error.ProtocolException if the signature is not one
   */
  public static RunView of(Domain domain, RunDispatch dispatch) {
    RunRequest request = dispatch.request().statement();
    return new RunView(
        RunIds.of(domain, Signatures.recover(domain, dispatch.request()), request.nonce()),
        Eip712.digest(domain, request),
        dispatch);
  }

  public RunRequest request() {
    return dispatch.request().statement();
  }

  /**
   * The job as received, if it is the one that was asked for.
   *
   * @throws io.tributary.protocol.error.ProtocolException DIGEST if it is another, BAD_JOB if it is
   *     none
   */
  public JobPackage job() {
    JobPackage job;
    try {
      job = JobPackage.of(dispatch.job());
    } catch (JobException e) {
      throw ProtocolErrors.of(Code.BAD_JOB, "run " + run + ": " + e.getMessage(), "It is refused");
    }
    if (!job.digest().equals(request().jobDigest())) {
      throw ProtocolErrors.of(
          Code.DIGEST,
          "run " + run + ": the job received has another digest than the job requested",
          "The run is refused; the coordinator must send the job as it was vetted");
    }
    return job;
  }

  /** The compiled form that came with {@link #job()}. */
  public CompiledJob compiled() {
    return job().compiled();
  }

  /** How every contribution to this run is cut. */
  public BlockShape shape() {
    return compiled().shape();
  }

  /**
   * Refuses parameters that the querier did not sign.
   *
   * @throws io.tributary.protocol.error.ProtocolException DIGEST
   */
  public void checkParameters() {
    if (!dispatch.parameters().digest().equals(request().parametersDigest())) {
      throw ProtocolErrors.of(
          Code.DIGEST,
          "run " + run + ": the parameters received are not those the querier signed",
          "The run is refused; the coordinator must send the parameters as they were signed");
    }
  }

  /** Place of a node among the run's nodes, or -1. */
  public int index(PartyId node) {
    return request().nodes().indexOf(node);
  }
}

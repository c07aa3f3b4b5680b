package io.tributary.protocol.flow;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.Commitment;
import io.tributary.mpc.ScalarField;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.run.OutputPayload;
import io.tributary.protocol.run.ReleasePayload;
import io.tributary.protocol.seal.SealContext;
import io.tributary.protocol.seal.Sealing;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.RunRequest;

/**
 * A dispatch and the ids that follow from it. Nothing in it has been checked but that the request's
 * signature has a signer: that is what the run id hangs on. What it holds is read once and kept.
 */
public final class RunView {
  private static final long LONGEST_SECONDS = 24 * 3600;
  private static final int BASE64_NUMERATOR = 4;
  private static final int BASE64_DENOMINATOR = 3;

  /** Of a message that holds a result: statement, signature, names, digests of 16 shares. */
  private static final int OTHER_BYTES = 8 << 10;

  private final RunId run;
  private final Digest requestDigest;
  private final RunDispatch dispatch;
  private volatile JobPackage job;
  private volatile CompiledJob compiled;

  private RunView(RunId run, Digest requestDigest, RunDispatch dispatch) {
    this.run = run;
    this.requestDigest = requestDigest;
    this.dispatch = dispatch;
  }

  /**
   * Derives the ids.
   *
   * @throws io.tributary.protocol.error.ProtocolException if the signature is not one
   */
  public static RunView of(Domain domain, RunDispatch dispatch) {
    return new RunView(
        dispatch.run(domain), Eip712.digest(domain, dispatch.request().statement()), dispatch);
  }

  /** Id of the run. */
  public RunId run() {
    return run;
  }

  /** EIP-712 digest of the request. */
  public Digest requestDigest() {
    return requestDigest;
  }

  /** As received. */
  public RunDispatch dispatch() {
    return dispatch;
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
    if (job == null) {
      job = readJob();
    }
    return job;
  }

  private JobPackage readJob() {
    JobPackage received;
    try {
      received = JobPackage.of(dispatch.job());
    } catch (JobException e) {
      throw ProtocolErrors.of(Code.BAD_JOB, "run " + run + ": " + e.getMessage(), "It is refused");
    }
    if (!received.digest().equals(request().jobDigest())) {
      throw ProtocolErrors.of(
          Code.DIGEST,
          "run " + run + ": the job received has another digest than the job requested",
          "The run is refused; the coordinator must send the job as it was vetted");
    }
    return received;
  }

  /** The compiled form that came with {@link #job()}. */
  public CompiledJob compiled() {
    if (compiled == null) {
      compiled = job().compiled();
    }
    return compiled;
  }

  /** Whether the nodes compare what they hold: contributions are dealt in pieces, not in shares. */
  public boolean compares() {
    return request().faults() > 0;
  }

  /** How every contribution to this run is cut. */
  public BlockShape shape() {
    return compiled().shape();
  }

  /** Why it is asked, in the asker's words; believed once {@link #checkParameters} has passed. */
  public String purpose() {
    return dispatch.parameters().purpose();
  }

  /**
   * Refuses parameters and a purpose that the querier did not sign.
   *
   * @throws io.tributary.protocol.error.ProtocolException DIGEST
   */
  public void checkParameters() {
    if (!dispatch.parameters().digest().equals(request().parametersDigest())) {
      throw notSigned("parameters");
    }
    if (!dispatch.parameters().purposeDigest().equals(request().purposeDigest())) {
      throw notSigned("words of the purpose");
    }
  }

  private ProtocolException notSigned(String what) {
    return ProtocolErrors.of(
        Code.DIGEST,
        "run " + run + ": the " + what + " received are not those the querier signed",
        "The run is refused; the coordinator must send the " + what + " as they were signed");
  }

  /** Whether it ends later than any run may: a request signed today is of no use next year. */
  public boolean tooLong(long now) {
    return request().deadline() - now > LONGEST_SECONDS;
  }

  /**
   * Refuses a job whose results are longer than a message may be: whoever had computed them could
   * not send them.
   *
   * @throws io.tributary.protocol.error.ProtocolException TOO_LARGE
   */
  public void checkSizes() {
    BlockShape shape = shape();
    long points = (long) Commitment.BYTES * shape.blocks() * request().nodes().size();
    long sums = (long) ScalarField.BYTES * shape.cells();
    if (Math.max(points, sums) <= Messages.MAX_BYTES) {
      sums =
          Sealing.sealedLength(
              compares() ? ReleasePayload.longest(compiled()) : OutputPayload.length(shape));
    }
    long longest = BASE64_NUMERATOR * Math.max(points, sums) / BASE64_DENOMINATOR + OTHER_BYTES;
    if (longest > Messages.MAX_BYTES) {
      throw ProtocolErrors.tooLarge("run " + run + ": a result", longest, Messages.MAX_BYTES);
    }
  }

  /** What a share or an output of this run is sealed for (PROTOCOL 5.2). */
  public SealContext sealContext(
      Domain domain, PartyId sender, PartyId recipient, int senderEpoch, SealContext.Kind kind) {
    return new SealContext(
        domain,
        run,
        request().jobDigest(),
        request().parametersDigest(),
        sender,
        recipient,
        senderEpoch,
        kind);
  }

  /** Place of a node among the run's nodes, or -1. */
  public int index(PartyId node) {
    return request().nodes().indexOf(node);
  }
}

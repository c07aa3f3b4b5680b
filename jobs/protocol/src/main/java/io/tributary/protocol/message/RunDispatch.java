package io.tributary.protocol.message;

import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.run.RunIds;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signatures;
import io.tributary.protocol.statement.Signed;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The signed request with all that is needed to decide on it. The same bytes go to every
 * repository, and to the nodes.
 *
 * @param request what the querier signed
 * @param job files of the job by path, as the vetters signed them
 * @param approvals the vetters' statements
 * @param parameters what the request's salted digest stands for
 */
public record RunDispatch(
    Signed<RunRequest> request,
    SortedMap<String, byte[]> job,
    List<Signed<Approval>> approvals,
    Parameters parameters)
    implements Message {
  public RunDispatch {
    job = Collections.unmodifiableSortedMap(new TreeMap<>(job));
    approvals = List.copyOf(approvals);
  }

  /** The run id, which follows from whoever signed: this verifies nobody's right to ask. */
  public RunId run(Domain domain) {
    Address signer = Signatures.recover(domain, request);
    return RunIds.of(domain, signer, request.statement().nonce());
  }
}

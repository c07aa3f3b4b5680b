package io.tributary.auditor;

import io.tributary.protocol.fake.Roster;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import java.util.List;

/** The contract as a test drives it: on a real node, or as the events it would have logged. */
interface TestChain {
  Domain domain();

  /** Unix seconds. */
  long now();

  void register(Roster.Member member);

  void vet(List<Signed<Approval>> approvals);

  void open(PartyId querier, Signed<RunRequest> request);

  void accept(Signed<Acceptance> acceptance);

  void refuse(Signed<Refusal> refusal);

  void contribute(Signed<Contribution> contribution);

  void close(RunId run, List<Signed<Checked>> checked, InclusionSet set);

  void complete(RunId run, List<Signed<Completion>> completions);

  void receive(PartyId querier, Signed<Receipt> receipt);
}

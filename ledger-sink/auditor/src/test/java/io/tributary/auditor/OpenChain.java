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

/** A chain to which the nodes' agreement never comes: its runs stay open. */
record OpenChain(AnvilChain chain) implements TestChain {
  @Override
  public Domain domain() {
    return chain.domain();
  }

  @Override
  public long now() {
    return chain.now();
  }

  @Override
  public void register(Roster.Member member) {}

  @Override
  public void vet(List<Signed<Approval>> approvals) {
    chain.vet(approvals);
  }

  @Override
  public void open(PartyId querier, Signed<RunRequest> request) {
    chain.open(querier, request);
  }

  @Override
  public void accept(Signed<Acceptance> acceptance) {
    chain.accept(acceptance);
  }

  @Override
  public void refuse(Signed<Refusal> refusal) {
    chain.refuse(refusal);
  }

  @Override
  public void contribute(Signed<Contribution> contribution) {
    chain.contribute(contribution);
  }

  @Override
  public void close(RunId run, List<Signed<Checked>> checked, InclusionSet set) {}

  @Override
  public void complete(RunId run, List<Signed<Completion>> completions) {}

  @Override
  public void receive(PartyId querier, Signed<Receipt> receipt) {}
}

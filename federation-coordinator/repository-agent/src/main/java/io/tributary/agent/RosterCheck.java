package io.tributary.agent;

import io.tributary.protocol.flow.Contributors;
import io.tributary.protocol.flow.Roster;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Repositories.Rule;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.statement.RefusalCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Do the repositories follow the job's rule, and are the nodes of distinct operators, all of them
 * on this operator's own list, or three of the four that compare (PROTOCOL 6.3, step 6)? The asker
 * chooses neither.
 */
final class RosterCheck implements Check {
  private static final int FEWEST_NODES = 2;

  private final PartyId me;
  private final Ledger ledger;
  private final Set<PartyId> trustedNodes;

  RosterCheck(PartyId me, Ledger ledger, Set<PartyId> trustedNodes) {
    this.me = me;
    this.ledger = ledger;
    this.trustedNodes = Set.copyOf(trustedNodes);
  }

  @Override
  public Optional<Verdict.Refuse> refusal(RunView view, long now) {
    Roster roster = Roster.of(ledger);
    List<PartyId> repositories = view.request().repositories();
    if (!repositories.contains(me)) {
      return no("this repository is not asked");
    }
    if (!repositories.equals(repositories.stream().distinct().sorted().toList())) {
      return no("the repositories are not sorted, or one is named twice");
    }
    if (repositories.stream().anyMatch(r -> roster.active(r, Role.REPOSITORY).isEmpty())) {
      return no("a repository named is not an active one");
    }
    return rule(roster, repositories, view.job().definition().repositories())
        .or(() -> others(view))
        .or(() -> faults(view))
        .or(() -> nodes(roster, view));
  }

  private static Optional<Verdict.Refuse> rule(
      Roster roster, List<PartyId> repositories, JobDefinition.Repositories rule) {
    if (rule.rule() == Rule.ALL && !repositories.equals(roster.active(Role.REPOSITORY))) {
      return no("the job asks all repositories, the request does not");
    }
    if (repositories.size() > rule.maximum()) {
      return no("the job's overflow proof holds for fewer repositories");
    }
    if (roster.organisations(repositories) < rule.minimum()) {
      return no("fewer organisations are asked than the job needs");
    }
    return Check.pass();
  }

  private Optional<Verdict.Refuse> others(RunView view) {
    return Contributors.suffice(ledger, view, view.request().repositories())
        ? Check.pass()
        : no(
            "without the asker's own, fewer organisations are asked than the job's release rules"
                + " need");
  }

  private static Optional<Verdict.Refuse> faults(RunView view) {
    return view.compiled().faults() == view.request().faults()
        ? Check.pass()
        : no("as many nodes as asked may not be missing from a run of this job");
  }

  private Optional<Verdict.Refuse> nodes(Roster roster, RunView view) {
    List<PartyId> nodes = view.request().nodes();
    if (nodes.size() < FEWEST_NODES || new HashSet<>(nodes).size() != nodes.size()) {
      return no("there are fewer than two nodes, or one is named twice");
    }
    if (nodes.stream().anyMatch(node -> roster.active(node, Role.NODE).isEmpty())) {
      return no("a node named is not an active one");
    }
    if (roster.organisations(nodes) < nodes.size()) {
      return no("two nodes have the same operator");
    }
    return trust(view);
  }

  /**
   * Whether this operator trusts the nodes, by its list of today: all of them, or where one may be
   * faulty all but one.
   */
  Optional<Verdict.Refuse> trust(RunView view) {
    List<PartyId> nodes = view.request().nodes();
    long strangers = nodes.stream().filter(node -> !trustedNodes.contains(node)).count();
    return strangers <= view.request().faults()
        ? Check.pass()
        : no("too many nodes are not on this operator's list of trusted nodes: " + strangers);
  }

  private static Optional<Verdict.Refuse> no(String why) {
    return Check.no(RefusalCode.ROSTER, why);
  }
}

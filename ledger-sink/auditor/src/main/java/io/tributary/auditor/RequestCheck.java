package io.tributary.auditor;

import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.Party;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.run.RunIds;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signatures;
import io.tributary.protocol.statement.Verifier;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.Leaf;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The question: who asked it, and that the contract opened exactly this one (PROTOCOL 3). */
final class RequestCheck {
  private static final int LEAST_NODES = 2;

  private RequestCheck() {}

  /**
   * A run, opened.
   *
   * @param id follows from signer and nonce
   * @param event of the contract
   * @param opening the ledger just after it
   */
  record Opened(RunId id, Dated<LedgerEvent.RunOpened> event, Ledger opening) {}

  static Finding<Opened> check(Line<Entry.Request> line, ChainHistory chain) {
    RunRequest request = line.entry().signed().statement();
    Leaf leaf = line.leaf();
    AuditFault.unless(
        line.entry().parameters().digest().equals(request.parametersDigest()),
        leaf,
        "the parameters are not those that the request is signed over");
    RunId run = run(line, chain);
    Dated<LedgerEvent.RunOpened> event =
        chain
            .one(run, LedgerEvent.RunOpened.class)
            .orElseThrow(() -> new AuditFault(leaf, "the ledger has no run " + run));
    Ledger opening = chain.ledgerAt(event);
    String querier = querier(line, opening);
    matches(line, chain, event);
    deadlines(request, leaf, event);
    parties(request, leaf, opening);
    return new Finding<>(
        new Opened(run, event, opening),
        "run " + run + " asked by " + querier + ", opened as asked");
  }

  private static RunId run(Line<Entry.Request> line, ChainHistory chain) {
    try {
      Address signer = Signatures.recover(chain.domain(), line.signed());
      return RunIds.of(chain.domain(), signer, line.entry().signed().statement().nonce());
    } catch (ProtocolException e) {
      throw new AuditFault(line.leaf(), e.getMessage(), e);
    }
  }

  private static String querier(Line<Entry.Request> line, Ledger opening) {
    try {
      return new Verifier(opening).verifyRequest(line.entry().signed()).id().name();
    } catch (ProtocolException e) {
      throw new AuditFault(line.leaf(), e.getMessage(), e);
    }
  }

  private static void matches(
      Line<Entry.Request> line, ChainHistory chain, Dated<LedgerEvent.RunOpened> opened) {
    RunRequest request = line.entry().signed().statement();
    LedgerEvent.RunOpened event = opened.event();
    AuditFault.unless(
        event.requestDigest().equals(line.digest(chain.domain())),
        line.leaf(),
        "the ledger opened this run with another request");
    boolean same =
        event.jobDigest().equals(request.jobDigest())
            && event.repositories().equals(request.repositories())
            && event.nodes().equals(request.nodes())
            && event.contributionDeadline() == request.contributionDeadline()
            && event.deadline() == request.deadline();
    AuditFault.unless(same, opened.leaf(), "the contract logged other terms than were asked");
  }

  private static void deadlines(
      RunRequest request, Leaf leaf, Dated<LedgerEvent.RunOpened> opened) {
    AuditFault.unless(
        opened.time() <= request.contributionDeadline()
            && request.contributionDeadline() < request.deadline(),
        leaf,
        "opened at "
            + opened.time()
            + ", which is not before its deadlines "
            + request.contributionDeadline()
            + " and "
            + request.deadline());
  }

  private static void parties(RunRequest request, Leaf leaf, Ledger opening) {
    List<PartyId> sorted = List.copyOf(new TreeSet<>(request.repositories()));
    AuditFault.unless(
        sorted.equals(request.repositories()), leaf, "the repositories are not sorted");
    request.repositories().forEach(id -> active(opening, id, Role.REPOSITORY, leaf));
    Set<Digest> organisations = new HashSet<>();
    for (PartyId node : request.nodes()) {
      AuditFault.unless(
          organisations.add(active(opening, node, Role.NODE, leaf).organisation()),
          leaf,
          "node " + node + " is run by an organisation that runs another node of the run");
    }
    AuditFault.unless(
        organisations.size() >= LEAST_NODES, leaf, "fewer than " + LEAST_NODES + " nodes");
  }

  private static Party active(Ledger opening, PartyId id, Role role, Leaf leaf) {
    return opening.parties().stream()
        .filter(party -> party.id().equals(id))
        .filter(party -> party.role() == role && party.active())
        .findFirst()
        .orElseThrow(
            () -> new AuditFault(leaf, id + " was not on the roster as a " + role + " then"));
  }
}

package io.tributary.sink;

import io.tributary.ledger.LedgerCalls;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Verifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides what of a run can be written now, from the run's file and its state on the contract. */
final class Planner {
  private final Ledger ledger;
  private final Verifier verifier;
  private final Quorums quorums;

  /**
   * @param graceSeconds how long the statements of enough nodes wait for those of the rest
   */
  Planner(Ledger ledger, long graceSeconds) {
    this.ledger = ledger;
    this.verifier = new Verifier(ledger);
    this.quorums = new Quorums(graceSeconds);
  }

  /**
   * What to do.
   *
   * @param items calls that do not depend on each other
   * @param finished nothing more is expected of the run
   */
  record Plan(List<Item> items, boolean finished) {
    Plan {
      items = List.copyOf(items);
    }

    static final Plan WAIT = new Plan(List.of(), false);
    static final Plan FINISHED = new Plan(List.of(), true);

    static Plan of(List<Item> items) {
      return new Plan(items, false);
    }
  }

  /** The plan of a run at this time, in seconds of any clock. */
  Plan plan(RunFile file, long now) {
    Optional<RunRecord> record = ledger.run(file.run());
    if (record.isEmpty()) {
      return file.request().map(asked -> opening(file, asked)).orElse(Plan.WAIT);
    }
    if (file.request().isEmpty()) {
      // Another sink opened it; the dispatch will come.
      return Plan.WAIT;
    }
    RunRequest request = file.request().get().request().statement();
    return switch (record.get().state()) {
      case OPEN -> whileOpen(file, request, now);
      case CLOSED -> whileClosed(file, request, record.get(), now);
      case COMPLETED -> Plan.of(withEvidence(file, List.of(Kind.CONTRIBUTION, Kind.RECEIPT)));
      case RECEIVED -> atTheEnd(file, withEvidence(file, List.of(Kind.CONTRIBUTION)));
      default -> atTheEnd(file, singles(file, List.of(Kind.CONTRIBUTION)));
    };
  }

  private Plan opening(RunFile file, RunFile.Asked asked) {
    String open = file.run() + "/open";
    if (file.isHandled(open)) {
      // Written but not yet at the depth read at; or refused, and then nothing can follow.
      boolean late = ledger.time() > asked.request().statement().deadline();
      return late ? Plan.FINISHED : Plan.WAIT;
    }
    String vet = file.run() + "/vet";
    List<Signed<Approval>> approvals = missingApprovals(asked);
    if (!approvals.isEmpty() && !file.isHandled(vet)) {
      return Plan.of(List.of(new Item(vet, file.run(), LedgerCalls.vetJob(approvals))));
    }
    return Plan.of(List.of(new Item(open, file.run(), LedgerCalls.openRun(asked.request()))));
  }

  /** Approvals to vet the job with; none if it is vetted, or they would not do. */
  private List<Signed<Approval>> missingApprovals(RunFile.Asked asked) {
    Digest job = asked.request().statement().jobDigest();
    boolean vetted =
        ledger
            .job(job)
            .filter(j -> j.revoked() || j.expires() > ledger.time())
            .filter(j -> j.revoked() || j.vetters().size() >= ledger.vettersNeeded())
            .isPresent();
    if (vetted) {
      return List.of();
    }
    Set<Digest> organisations = new HashSet<>();
    List<Signed<Approval>> good = new ArrayList<>();
    for (Signed<Approval> approval : asked.approvals()) {
      boolean fits =
          approval.statement().jobDigest().equals(job)
              && approval.statement().expires() > ledger.time();
      organisation(approval)
          .filter(o -> fits && organisations.add(o))
          .ifPresent(o -> good.add(approval));
    }
    return good.size() >= ledger.vettersNeeded() ? good : List.of();
  }

  private Optional<Digest> organisation(Signed<Approval> approval) {
    try {
      return Optional.of(verifier.verify(approval).organisation());
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private Plan whileOpen(RunFile file, RunRequest request, long now) {
    List<Item> items =
        singles(file, List.of(Kind.ACCEPTANCE, Kind.REFUSAL, Kind.CONTRIBUTION, Kind.ABORT));
    if (items.isEmpty()) {
      quorums.close(file, request, now).ifPresent(items::add);
    }
    if (items.isEmpty()) {
      expire(file, request).ifPresent(items::add);
    }
    return Plan.of(items);
  }

  private Plan whileClosed(RunFile file, RunRequest request, RunRecord record, long now) {
    List<Item> items = new ArrayList<>();
    quorums.complete(file, request, record, now).ifPresent(items::add);
    if (items.isEmpty()) {
      items.addAll(singles(file, List.of(Kind.CONTRIBUTION, Kind.ABORT)));
    }
    if (items.isEmpty()) {
      expire(file, request).ifPresent(items::add);
    }
    return Plan.of(items);
  }

  /** Only evidence still says something, and a second contribution is some. */
  private Plan atTheEnd(RunFile file, List<Item> items) {
    quorums.forget(file.run());
    return new Plan(items, items.isEmpty());
  }

  private static List<Item> withEvidence(RunFile file, List<Kind> kinds) {
    List<Item> items = singles(file, kinds);
    String key = file.run() + "/convict";
    file.evidence()
        .filter(evidence -> !file.isHandled(key))
        .map(evidence -> new Item(key, file.run(), LedgerCalls.convictNode(evidence)))
        .ifPresent(items::add);
    return items;
  }

  private static List<Item> singles(RunFile file, List<Kind> kinds) {
    List<Item> items = new ArrayList<>();
    for (Kind kind : kinds) {
      for (Carried carried : file.waiting(kind)) {
        items.add(new Item(carried.key(), file.run(), Kind.call(carried.signed())));
      }
    }
    return items;
  }

  private Optional<Item> expire(RunFile file, RunRequest request) {
    String key = file.run() + "/expire";
    if (ledger.time() <= request.deadline() || file.isHandled(key)) {
      return Optional.empty();
    }
    return Optional.of(new Item(key, file.run(), LedgerCalls.expire(file.run())));
  }
}

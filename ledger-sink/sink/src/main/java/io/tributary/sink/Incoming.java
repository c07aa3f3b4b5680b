package io.tributary.sink;

import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.DeadLetters;
import io.tributary.protocol.flow.MessageCheck;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.AbortMessage;
import io.tributary.protocol.message.AcceptanceMessage;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.EvidenceMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.ReceiptMessage;
import io.tributary.protocol.message.RefusalMessage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Store;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import io.tributary.protocol.statement.Verifier;
import java.util.Optional;

/** Takes messages in: verifies what the contract would verify, and files it. */
final class Incoming {
  private final Ledger ledger;
  private final Verifier verifier;
  private final MessageCheck messages;

  Incoming(Ledger ledger) {
    this.ledger = ledger;
    this.verifier = new Verifier(ledger);
    this.messages = new MessageCheck(ledger);
  }

  /** Takes a record, or puts it aside; true if there is something new to write. */
  boolean take(Store.Tx tx, Delivery delivery) {
    try {
      return take(new SinkTables(tx), Messages.read(delivery.value()));
    } catch (ProtocolException e) {
      if (e.code().retryable()) {
        throw e;
      }
      DeadLetters.put(tx, delivery, e.code().name());
      return false;
    }
  }

  private boolean take(SinkTables tables, Message message) {
    if (message instanceof RunDispatch m) {
      verifier.verifyRequest(m.request());
      return tables.addRequest(m.run(ledger.domain()), m);
    } else if (message instanceof AcceptanceMessage m) {
      return add(tables, m.signed().statement().runId(), Kind.ACCEPTANCE, m.signed());
    } else if (message instanceof RefusalMessage m) {
      return add(tables, m.signed().statement().runId(), Kind.REFUSAL, m.signed());
    } else if (message instanceof ContributionMessage m) {
      return add(tables, m.signed().statement().runId(), Kind.CONTRIBUTION, m.signed());
    } else if (message instanceof CheckedMessage m) {
      RunId run = m.signed().statement().runId();
      PartyId node = verifier.verify(m.signed()).id();
      return add(tables, run, Kind.CHECKED, node, m.signed(), Optional.of(m.set()));
    } else if (message instanceof CompletionMessage m) {
      return add(tables, m.signed().statement().runId(), Kind.COMPLETION, m.signed());
    } else if (message instanceof AbortMessage m) {
      return add(tables, m.signed().statement().runId(), Kind.ABORT, m.signed());
    } else if (message instanceof ReceiptMessage m) {
      return receipt(tables, m);
    } else if (message instanceof EvidenceMessage m) {
      return evidence(tables, m);
    }
    // Complaints, proposals and outputs are not for the contract.
    return false;
  }

  private boolean evidence(SinkTables tables, EvidenceMessage m) {
    RunId run = messages.check(m).run();
    asked(tables, run, "evidence");
    return tables.addEvidence(run, Messages.write(m));
  }

  private static RunFile.Asked asked(SinkTables tables, RunId run, String what) {
    return tables
        .request(run)
        .orElseThrow(
            () ->
                ProtocolErrors.of(
                    Code.CONFLICT,
                    "run " + run + ": " + what + " before its request",
                    "The coordinator publishes the dispatch first, on the same lane"));
  }

  private boolean receipt(SinkTables tables, ReceiptMessage m) {
    RunId run = m.signed().statement().runId();
    RunFile.Asked asked = asked(tables, run, "a receipt");
    PartyId querier = verifier.verifyReceipt(asked.request(), m.signed()).id();
    return add(tables, run, Kind.RECEIPT, querier, m.signed(), Optional.empty());
  }

  private boolean add(SinkTables tables, RunId run, Kind kind, Signed<?> signed) {
    return add(tables, run, kind, verifier.verify(signed).id(), signed, Optional.empty());
  }

  private boolean add(
      SinkTables tables,
      RunId run,
      Kind kind,
      PartyId party,
      Signed<? extends Statement> signed,
      Optional<InclusionSet> set) {
    return tables.add(
        new Carried(
            run, kind, party, Eip712.digest(ledger.domain(), signed.statement()), 0, signed, set));
  }
}

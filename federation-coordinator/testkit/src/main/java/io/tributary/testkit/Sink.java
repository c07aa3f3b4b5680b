package io.tributary.testkit;

import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.fake.FakeLedger;
import io.tributary.protocol.fake.Reverted;
import io.tributary.protocol.flow.Grace;
import io.tributary.protocol.flow.Intake;
import io.tributary.protocol.flow.MessageCheck;
import io.tributary.protocol.flow.NodeQuorum;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.flow.RunViews;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.Digest;
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
import io.tributary.protocol.message.OutputMessage;
import io.tributary.protocol.message.ReceiptMessage;
import io.tributary.protocol.message.RefusalMessage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Carries statements from the bus to the fake contract; the contract says what may be said. */
final class Sink implements Party {
  private static final String RUNS = "runs";
  private static final String SECOND = "second";
  private static final String EVIDENCE = "opening-evidence";
  private static final long GRACE_SECONDS = 10;
  private static final long COMPARING_SECONDS = 55;

  private final FakeLedger ledger;
  private final MessageCheck messages;
  private final RunViews views;

  /** Whether anything has come since the contract was last told everything. */
  private boolean news = true;

  private final Grace grace = new Grace(GRACE_SECONDS);
  private final Grace comparing = new Grace(COMPARING_SECONDS);

  Sink(FakeLedger ledger) {
    this.ledger = ledger;
    this.messages = new MessageCheck(ledger);
    this.views = new RunViews(ledger.domain());
  }

  @Override
  public Set<String> topics() {
    return Set.of(Topics.STATEMENTS);
  }

  @Override
  public void receive(Tx tx, Delivery delivery, Outbox out) {
    Intake.receive(tx, delivery, record -> take(tx, record));
    news = true;
  }

  private void take(Tx tx, Delivery delivery) {
    Message message = Messages.read(delivery.value());
    if (message instanceof RunDispatch dispatch) {
      RunId run = dispatch.run(ledger.domain());
      tx.putIfAbsent(RUNS, run.toString(), delivery.value());
    } else if (message instanceof ReceiptMessage receipt) {
      tx.put("receipts", receipt.signed().statement().runId().toString(), delivery.value());
    } else if (message instanceof EvidenceMessage evidence) {
      messages.check(evidence);
      tx.put(EVIDENCE, evidence.evidence().run().toString(), delivery.value());
    } else if (!(message instanceof OutputMessage)) {
      MessageCheck.Place p = messages.check(message);
      StatementLog.Outcome outcome =
          StatementLog.keep(tx, p.run(), p.kind(), p.party(), p.digest(), delivery.value());
      if (outcome == StatementLog.Outcome.CONTRADICTION) {
        tx.put(SECOND, p.run() + "/" + p.party(), delivery.value());
      }
    }
  }

  @Override
  public void tick(Tx tx, long now, Outbox out) {
    if (!news) {
      return;
    }
    news = false;
    for (Map.Entry<String, byte[]> entry : tx.scan(RUNS, "").entrySet()) {
      RunId run = RunId.parse(entry.getKey());
      if (!isOver(run)) {
        tell(tx, views.of(run, entry::getValue), now);
      }
      tx.scan(SECOND, run + "/")
          .values()
          .forEach(bytes -> attempt(() -> say(Messages.read(bytes))));
      tx.get("receipts", run.toString())
          .ifPresent(bytes -> attempt(() -> say(Messages.read(bytes))));
      tx.get(EVIDENCE, run.toString()).ifPresent(bytes -> attempt(() -> say(Messages.read(bytes))));
    }
  }

  /** Whether the contract takes nothing more of it but evidence and the receipt. */
  private boolean isOver(RunId run) {
    return ledger.run(run).map(RunRecord::state).orElse(RunState.NONE).ordinal()
        >= RunState.COMPLETED.ordinal();
  }

  private void tell(Tx tx, RunView view, long now) {
    attempt(() -> ledger.openRun(view.dispatch().request()));
    for (byte[] bytes : StatementLog.all(tx, view.run())) {
      attempt(() -> say(Messages.read(bytes)));
    }
    attempt(() -> close(tx, view, now));
    attempt(() -> complete(tx, view, now));
  }

  private void say(Message message) {
    if (message instanceof AcceptanceMessage m) {
      ledger.recordAcceptance(m.signed());
    } else if (message instanceof RefusalMessage m) {
      ledger.recordRefusal(m.signed());
    } else if (message instanceof ContributionMessage m) {
      ledger.recordContribution(m.signed());
    } else if (message instanceof AbortMessage m) {
      ledger.abort(m.signed());
    } else if (message instanceof ReceiptMessage m) {
      ledger.recordReceipt(m.signed());
    } else if (message instanceof EvidenceMessage m) {
      ledger.convictNode(m.evidence());
    }
  }

  private void close(Tx tx, RunView view, long now) {
    Map<Digest, SortedMap<PartyId, CheckedMessage>> byRoot = new TreeMap<>();
    for (byte[] bytes : StatementLog.under(tx, view.run(), "checked/")) {
      CheckedMessage message = (CheckedMessage) Messages.read(bytes);
      byRoot
          .computeIfAbsent(message.set().root(), root -> new TreeMap<>())
          .put(message.signed().statement().node(), message);
    }
    for (SortedMap<PartyId, CheckedMessage> agreed : byRoot.values()) {
      InclusionSet set = agreed.get(agreed.firstKey()).set();
      List<CheckedMessage> enough = enough(view, agreed, "close/" + set.root(), now);
      if (!enough.isEmpty()) {
        List<Signed<Checked>> signed = enough.stream().map(CheckedMessage::signed).toList();
        attempt(() -> ledger.close(view.run(), signed, set));
      }
    }
  }

  private void complete(Tx tx, RunView view, long now) {
    SortedMap<PartyId, byte[]> said = StatementLog.all(tx, view.run(), "completion");
    List<byte[]> enough = enough(view, said, "complete", now);
    if (!enough.isEmpty()) {
      List<Signed<Completion>> signed = new ArrayList<>();
      enough.forEach(bytes -> signed.add(((CompletionMessage) Messages.read(bytes)).signed()));
      ledger.complete(view.run(), signed);
    }
  }

  private <T> List<T> enough(RunView view, Map<PartyId, T> said, String what, long now) {
    String name = view.run() + "/" + what;
    return NodeQuorum.of(view.request(), view.request().nodes(), said, () -> waited(name, now));
  }

  /** While it waits, the contract has not been told everything. */
  private boolean waited(String what, long now) {
    boolean over = (what.endsWith("/complete") ? comparing : grace).isOver(what, now);
    news |= !over;
    return over;
  }

  /** The contract refuses what is said twice, too late or wrongly; that is its business. */
  private static void attempt(Runnable call) {
    try {
      call.run();
    } catch (Reverted | ProtocolException refused) {
      // Said before, or never to be said.
    }
  }
}

package io.tributary.protocol.transcript;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.AbortMessage;
import io.tributary.protocol.message.AcceptanceMessage;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.ComplaintMessage;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.OutputMessage;
import io.tributary.protocol.message.ProposalMessage;
import io.tributary.protocol.message.ReceiptMessage;
import io.tributary.protocol.message.RefusalMessage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the messages of one run into a transcript. The same messages give the same bytes in
 * whatever order and number they come. It keeps what parties of the run say: the caller has
 * verified the signatures, and the auditor verifies everything.
 */
public final class TranscriptBuilder {
  private final Domain domain;
  private final RunId run;
  private final Map<TranscriptFile, SortedMap<Entry, byte[]>> lines =
      new EnumMap<>(TranscriptFile.class);
  private final SortedMap<Digest, byte[]> blobs = new TreeMap<>();

  /**
   * An empty transcript.
   *
   * @param domain chain and contract of the run
   * @param run whose messages are wanted
   */
  public TranscriptBuilder(Domain domain, RunId run) {
    this.domain = domain;
    this.run = run;
    for (TranscriptFile file : TranscriptFile.values()) {
      lines.put(file, new TreeMap<>(LineOrder::compare));
    }
  }

  /**
   * Adds a message; a repeat changes nothing.
   *
   * @throws IllegalArgumentException if it is of another run
   */
  public void add(Message message) {
    if (message instanceof RunDispatch m) {
      dispatch(m);
    } else if (message instanceof AcceptanceMessage m) {
      plain(m.signed(), m.signed().statement().runId());
    } else if (message instanceof RefusalMessage m) {
      plain(m.signed(), m.signed().statement().runId());
    } else if (message instanceof ContributionMessage m) {
      own(m.signed().statement().runId());
      keep(new Entry.Contributed(m.signed(), blob(m.commitments()), m.sealed()));
    } else if (message instanceof ComplaintMessage m) {
      plain(m.signed(), m.signed().statement().runId());
    } else if (message instanceof ProposalMessage m) {
      own(m.signed().statement().runId());
      keep(new Entry.InclusionOf(m.signed(), m.set().members()));
    } else if (message instanceof CheckedMessage m) {
      own(m.signed().statement().runId());
      keep(new Entry.InclusionOf(m.signed(), m.set().members()));
    } else if (message instanceof CompletionMessage m) {
      own(m.signed().statement().runId());
      keep(new Entry.Completed(m.signed(), blob(m.products())));
    } else if (message instanceof OutputMessage m) {
      own(m.run());
      blob(m.sealed());
    } else if (message instanceof ReceiptMessage m) {
      plain(m.signed(), m.signed().statement().runId());
    } else if (message instanceof AbortMessage m) {
      plain(m.signed(), m.signed().statement().runId());
    }
  }

  private void dispatch(RunDispatch dispatch) {
    own(dispatch.run(domain));
    keep(new Entry.Request(dispatch.request(), dispatch.parameters()));
    dispatch.job().forEach((path, bytes) -> keep(new Entry.JobFile(path, blob(bytes))));
    dispatch.approvals().forEach(approval -> keep(new Entry.Plain(approval)));
  }

  private void plain(Signed<? extends Statement> signed, RunId of) {
    own(of);
    keep(new Entry.Plain(signed));
  }

  private void own(RunId of) {
    if (!of.equals(run)) {
      throw new IllegalArgumentException("run " + run + ": a message of run " + of);
    }
  }

  private Digest blob(byte[] bytes) {
    Digest digest = Digests.sha256(bytes);
    blobs.put(digest, bytes.clone());
    return digest;
  }

  /** Of two lines about one statement the smaller one stays, so that the order does not matter. */
  private void keep(Entry entry) {
    byte[] line = Entries.write(entry);
    lines
        .get(Kind.fileOf(entry))
        .merge(entry, line, (a, b) -> Arrays.compareUnsigned(a, b) <= 0 ? a : b);
  }

  /**
   * The transcript so far. Blobs that no line names, such as an output without its completion, are
   * left out.
   *
   * @throws TranscriptException if the dispatch has not been added
   */
  public Transcript build() {
    if (lines.get(TranscriptFile.REQUEST).isEmpty()) {
      throw new TranscriptException(
          Leaf.file(TranscriptFile.REQUEST), "the dispatch of run " + run + " is missing");
    }
    Map<TranscriptFile, List<byte[]>> all = new EnumMap<>(TranscriptFile.class);
    SortedMap<Digest, byte[]> named = new TreeMap<>();
    for (TranscriptFile file : TranscriptFile.values()) {
      List<byte[]> sorted = ofTheRun(file);
      all.put(file, sorted);
      for (int i = 0; i < sorted.size(); i++) {
        for (Digest digest : Entries.read(file, i + 1, sorted.get(i)).blobs()) {
          if (blobs.containsKey(digest)) {
            named.put(digest, blobs.get(digest));
          }
        }
      }
    }
    return Transcript.of(all, named);
  }

  /** Anyone on the roster may speak about any run; only those who are in it are heard. */
  private List<byte[]> ofTheRun(TranscriptFile file) {
    RunRequest request =
        ((Entry.Request) lines.get(TranscriptFile.REQUEST).firstKey()).signed().statement();
    return lines.get(file).entrySet().stream()
        .filter(line -> isHeard(line.getKey(), request))
        .map(Map.Entry::getValue)
        .toList();
  }

  private boolean isHeard(Entry entry, RunRequest request) {
    if (!(entry instanceof Entry.OfStatement line)) {
      return true;
    }
    Statement statement = line.signed().statement();
    String speaker = Kind.speaker(statement);
    return switch (Kind.of(statement)) {
      case ACCEPTANCE ->
          isNamed(speaker, request.repositories())
              && answers(((Acceptance) statement).requestDigest(), request);
      case REFUSAL ->
          isNamed(speaker, request.repositories())
              && answers(((Refusal) statement).requestDigest(), request);
      case CONTRIBUTION -> isNamed(speaker, request.repositories());
      case COMPLAINT, CHECKED, COMPLETION -> isNamed(speaker, request.nodes());
      case REQUEST, APPROVAL, PROPOSAL, ABORT, RECEIPT -> true;
    };
  }

  private boolean answers(Digest digest, RunRequest request) {
    return digest.equals(Eip712.digest(domain, request));
  }

  private static boolean isNamed(String speaker, List<PartyId> parties) {
    return parties.stream().anyMatch(party -> party.name().equals(speaker));
  }
}

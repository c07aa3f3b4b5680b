package io.tributary.coordinator;

import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.OutputMessage;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds transcripts from what the store keeps of a run (PROTOCOL 8). */
public final class TranscriptArchive {
  private final Domain domain;

  public TranscriptArchive(Domain domain) {
    this.domain = domain;
  }

  /** The transcript so far; empty for an unknown run. */
  public Optional<Transcript> transcript(Tx tx, RunId run) {
    Optional<byte[]> dispatch = CoordinatorState.dispatch(tx, run);
    if (dispatch.isEmpty()) {
      return Optional.empty();
    }
    TranscriptBuilder builder = new TranscriptBuilder(domain, run);
    builder.add(Messages.read(dispatch.get()));
    StatementLog.all(tx, run).forEach(message -> builder.add(Messages.read(message)));
    contradictions(tx, run).forEach(builder::add);
    outputs(tx, run).values().forEach(builder::add);
    CoordinatorState.receipt(tx, run).ifPresent(message -> builder.add(Messages.read(message)));
    return Optional.of(builder.build());
  }

  /** Second contributions go to the ledger as evidence, so they belong to the story. */
  private static List<Message> contradictions(Tx tx, RunId run) {
    return StatementLog.evidence(tx, run).values().stream()
        .map(Messages::read)
        .filter(ContributionMessage.class::isInstance)
        .toList();
  }

  /** The sealed outputs that are the ones their nodes completed with. */
  public SortedMap<PartyId, OutputMessage> outputs(Tx tx, RunId run) {
    SortedMap<PartyId, OutputMessage> outputs = new TreeMap<>();
    stored(tx, run)
        .forEach((node, bytes) -> outputs.put(node, (OutputMessage) Messages.read(bytes)));
    return outputs;
  }

  /** The nodes whose outputs these are. */
  Set<PartyId> released(Tx tx, RunId run) {
    return stored(tx, run).keySet();
  }

  private static SortedMap<PartyId, byte[]> stored(Tx tx, RunId run) {
    SortedMap<PartyId, byte[]> outputs = new TreeMap<>();
    StatementLog.all(tx, run, "completion")
        .forEach(
            (node, message) -> {
              CompletionMessage completion = (CompletionMessage) Messages.read(message);
              CoordinatorState.output(tx, run, node, completion.signed().statement().outputDigest())
                  .ifPresent(bytes -> outputs.put(node, bytes));
            });
    return outputs;
  }
}

package io.tributary.coordinator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.flow.RunViews;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.message.AbortMessage;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.RefusalMessage;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.statement.AbortReason;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.RefusalCode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * How far a run has come, for people: what the store knows, no more. To be used inside transactions
 * alone, which come one at a time.
 */
public final class RunStatus {
  /** In place of the name of a job that this version cannot read. */
  static final String OLDER = "(made by an older format)";

  private final RunViews views;
  private final TranscriptArchive archive;

  public RunStatus(Domain domain, TranscriptArchive archive) {
    this.views = new RunViews(domain);
    this.archive = archive;
  }

  /** Status of a run; empty if it is unknown here. */
  public Optional<ObjectNode> status(Tx tx, RunId run) {
    return view(tx, run).map(view -> status(tx, view));
  }

  /** A line for each run. */
  public ArrayNode list(Tx tx) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (RunId run : CoordinatorState.runs(tx)) {
      ObjectNode line = list.addObject();
      line.put("run", run.toString());
      line.put("job", name(() -> view(tx, run).orElseThrow()));
      line.put("state", state(tx, run));
      Long requested = CoordinatorState.times(tx, run).get("requested");
      line.put("requested", requested == null ? 0 : requested);
    }
    return list;
  }

  private Optional<RunView> view(Tx tx, RunId run) {
    return CoordinatorState.dispatch(tx, run).map(bytes -> views.of(run, () -> bytes));
  }

  private ObjectNode status(Tx tx, RunView view) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("run", view.run().toString());
    json.put("job", name(() -> view));
    json.put("state", state(tx, view.run()));
    ArrayNode repositories = json.putArray("repositories");
    Set<PartyId> checked = checked(tx, view);
    for (PartyId repository : view.request().repositories()) {
      repository(tx, view, repository, checked, repositories.addObject());
    }
    ArrayNode nodes = json.putArray("nodes");
    Set<PartyId> opened = archive.released(tx, view.run());
    for (PartyId node : view.request().nodes()) {
      ObjectNode one = nodes.addObject();
      one.put("id", node.name());
      one.put("state", node(tx, view, node, opened));
    }
    json.put("nodesNeeded", view.request().nodesNeeded());
    seconds(tx, view.run(), json.putObject("seconds"));
    StatementLog.under(tx, view.run(), "abort/").stream()
        .findFirst()
        .map(bytes -> (AbortMessage) Messages.read(bytes))
        .ifPresent(
            abort -> json.put("abort", AbortReason.of(abort.signed().statement().reason()).name()));
    return json;
  }

  /** The job's name; of what a version with other formats has stored, that it did. */
  private static String name(Supplier<RunView> view) {
    try {
      return view.get().compiled().name();
    } catch (ProtocolException | JobException e) {
      return OLDER;
    }
  }

  private static String state(Tx tx, RunId run) {
    String state = CoordinatorState.ledgerState(tx, run).name().toLowerCase(Locale.ROOT);
    return state.equals("none") ? "asked" : state;
  }

  private static Set<PartyId> checked(Tx tx, RunView view) {
    Set<PartyId> members = new TreeSet<>();
    for (byte[] bytes : StatementLog.under(tx, view.run(), "checked/")) {
      members.addAll(((CheckedMessage) Messages.read(bytes)).set().members().keySet());
    }
    return members;
  }

  private static void repository(
      Tx tx, RunView view, PartyId repository, Set<PartyId> checked, ObjectNode json) {
    RunId run = view.run();
    json.put("id", repository.name());
    Optional<byte[]> refusal = StatementLog.find(tx, run, "refusal", repository);
    if (checked.contains(repository)) {
      json.put("state", "checked");
    } else if (StatementLog.find(tx, run, "contribution", repository).isPresent()) {
      json.put("state", "contributed");
    } else if (refusal.isPresent()) {
      RefusalMessage message = (RefusalMessage) Messages.read(refusal.get());
      json.put("state", "refused");
      json.put("code", RefusalCode.of(message.signed().statement().code()).name());
    } else if (StatementLog.find(tx, run, "acceptance", repository).isPresent()) {
      json.put("state", "accepted");
    } else {
      json.put("state", "asked");
    }
  }

  private static String node(Tx tx, RunView view, PartyId node, Set<PartyId> opened) {
    if (opened.contains(node)) {
      return "released";
    } else if (StatementLog.find(tx, view.run(), "completion", node).isPresent()) {
      return "completed";
    }
    RunState state = CoordinatorState.ledgerState(tx, view.run());
    boolean ended = state == RunState.COMPLETED || state == RunState.RECEIVED;
    boolean checked =
        StatementLog.under(tx, view.run(), "checked/").stream()
            .map(bytes -> (CheckedMessage) Messages.read(bytes))
            .anyMatch(message -> message.signed().statement().node().equals(node));
    if (view.request().faults() > 0 && (ended || (state == RunState.CLOSED && !checked))) {
      return "missing";
    }
    return checked ? "checked" : "waiting";
  }

  private static void seconds(Tx tx, RunId run, ObjectNode json) {
    Map<String, Long> times = CoordinatorState.times(tx, run);
    long start = times.getOrDefault("requested", 0L);
    times.forEach((phase, time) -> json.put(phase, time - start));
  }
}

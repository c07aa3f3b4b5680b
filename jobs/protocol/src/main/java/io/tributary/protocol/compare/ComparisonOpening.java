package io.tributary.protocol.compare;

import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Message;
import io.tributary.mpc.four.Receiver;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.evaluate.ReleasedCells;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The querier's end of a comparison run: puts together what nodes have sealed to it. Every session
 * that opens is right as long as one node at most lies; so all that open must be equal.
 *
 * @param cells what opened; empty if nothing did, or sessions contradict each other
 * @param liars indices of nodes that sent something false
 * @param why there are no cells, in words; empty if there are
 */
public record ComparisonOpening(Optional<ReleasedCells> cells, Set<Integer> liars, String why) {
  private static final SortedMap<Integer, Message> NOTHING = Collections.emptySortedMap();

  /**
   * Opens.
   *
   * @param outputs by node, what it has of each session, by {@link Committee#session}
   */
  public static ComparisonOpening open(
      ComparisonPlan plan, RunId run, Map<Integer, SortedMap<Integer, Message>> outputs) {
    Set<Integer> sessions = new TreeSet<>();
    outputs.values().forEach(of -> sessions.addAll(of.keySet()));
    List<ReleasedCells> opened = new ArrayList<>();
    Set<Integer> liars = new TreeSet<>();
    StringBuilder why = new StringBuilder();
    for (int session : sessions) {
      Receiver receiver = received(plan, run, session, outputs);
      liars.addAll(receiver.liars());
      if (receiver.blame().isPresent()) {
        why.append("session ").append(session).append(": ");
        why.append(receiver.blame().get().text()).append("; ");
      } else {
        opened.add(plan.read(receiver));
      }
    }
    if (opened.stream().distinct().count() > 1) {
      return new ComparisonOpening(
          Optional.empty(), liars, "sessions opened different cells: more than one node lies");
    }
    return opened.isEmpty()
        ? new ComparisonOpening(
            Optional.empty(), liars, why.isEmpty() ? "no node has an output" : why.toString())
        : new ComparisonOpening(Optional.of(opened.get(0)), liars, "");
  }

  private static Receiver received(
      ComparisonPlan plan,
      RunId run,
      int session,
      Map<Integer, SortedMap<Integer, Message>> outputs) {
    Committee committee = Committee.ofSession(session);
    Receiver receiver = new Receiver(plan.program(committee), ComparisonPlan.session(run));
    for (int member : committee.members()) {
      Message message = outputs.getOrDefault(member, NOTHING).get(session);
      if (message != null && message.from() == member) {
        receiver.receive(message);
      }
    }
    // Nothing more will come, and a message of another form is none.
    committee.members().forEach(receiver::silent);
    return receiver;
  }
}

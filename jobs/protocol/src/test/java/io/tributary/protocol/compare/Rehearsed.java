package io.tributary.protocol.compare;

import io.tributary.mpc.four.Clear;
import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.PieceDealing;
import io.tributary.mpc.four.Pieces;
import io.tributary.mpc.four.Rehearsal;
import io.tributary.mpc.four.Ring;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.evaluate.ReleasedCells;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A comparison run of honest nodes in memory: contributions in, what the querier opens out. */
final class Rehearsed {
  private Rehearsed() {}

  static List<BigInteger> sum(List<List<BigInteger>> contributions) {
    return IntStream.range(0, contributions.get(0).size())
        .mapToObj(
            cell ->
                contributions.stream()
                    .map(cells -> cells.get(cell))
                    .reduce(BigInteger.ZERO, BigInteger::add))
        .toList();
  }

  /** Each repository an organisation of its own. */
  static ReleasedCells opened(
      CompiledJob job, List<List<BigInteger>> contributions, Committee committee) {
    return ofOrganisations(job, contributions.stream().map(List::of).toList(), committee);
  }

  /** Deals each repository's cells as an agent does, and takes inputs of them as a node does. */
  static ReleasedCells ofOrganisations(
      CompiledJob job, List<List<List<BigInteger>>> organisations, Committee committee) {
    SortedMap<PartyId, Digest> members = new TreeMap<>();
    Map<PartyId, PieceDealing> dealings = new TreeMap<>();
    SecureRandom random = new SecureRandom();
    for (List<List<BigInteger>> organisation : organisations) {
      byte[] name = new byte[Digest.BYTES];
      name[0] = (byte) (1 + organisations.indexOf(organisation));
      name[1] = (byte) members.size();
      for (List<BigInteger> cells : organisation) {
        PartyId repository = new PartyId("r%03d".formatted(members.size()));
        members.put(repository, Digest.of(name));
        long[] words = Clear.words(Ring.Z128, cells);
        dealings.put(repository, PieceDealing.deal(Ring.Z128, words, 0, 0, random));
      }
    }
    ComparisonPlan plan = ComparisonPlan.of(job, members);
    Rehearsal rehearsal =
        new Rehearsal(
            plan.program(committee),
            (int party) -> {
              Map<PartyId, Pieces> held = new TreeMap<>();
              dealings.forEach((repository, dealt) -> held.put(repository, dealt.of(party)));
              return plan.inputs(held);
            },
            random);
    return plan.read(rehearsal.play());
  }
}

package io.tributary.protocol.compare;

import io.tributary.mpc.four.Clear;
import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Program;
import io.tributary.mpc.four.Receiver;
import io.tributary.mpc.four.Rehearsal;
import io.tributary.mpc.four.Ring;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.evaluate.ReleasedCells;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
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

  static ReleasedCells opened(
      CompiledJob job, List<List<BigInteger>> contributions, Committee committee) {
    SortedMap<PartyId, Digest> members = new TreeMap<>();
    for (int i = 0; i < contributions.size(); i++) {
      byte[] organisation = new byte[Digest.BYTES];
      organisation[0] = (byte) (i + 1);
      members.put(new PartyId("r" + i), Digest.of(organisation));
    }
    ComparisonPlan plan = ComparisonPlan.of(job, members);
    Program program = plan.program(committee);
    int[] counted = CountLayout.of(job, (Release.Guarded) job.release().orElseThrow()).cells();
    List<long[]> inputs = new ArrayList<>();
    for (List<BigInteger> cells : contributions) {
      inputs.add(Clear.words(Ring.Z64, IntStream.of(counted).mapToObj(cells::get).toList()));
    }
    inputs.add(Clear.words(Ring.Z128, sum(contributions)));
    Receiver receiver = new Rehearsal(program, inputs, new SecureRandom()).play();
    return plan.read(receiver);
  }
}

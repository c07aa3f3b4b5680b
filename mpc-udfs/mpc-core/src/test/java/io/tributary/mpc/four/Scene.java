package io.tributary.mpc.four;

import io.tributary.mpc.Seed;
import io.tributary.mpc.Trial;
import io.tributary.mpc.circuits.Compare;
import io.tributary.mpc.circuits.Select;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A small run with every kind of message: products of numbers and bits, joint messages, an output
 * to the receiver and one to all. The answer is the lesser of two numbers in each cell.
 */
final class Scene {
  static final List<BigInteger> A =
      List.of(5, -3, 1_000_000).stream().map(BigInteger::valueOf).toList();
  static final List<BigInteger> B =
      List.of(7, -4, 999_999).stream().map(BigInteger::valueOf).toList();
  static final List<BigInteger> LEAST = Oracle.zip(A, B, BigInteger::min);

  final Program program;
  final Session session;
  final List<Seed> seeds;
  final List<PieceDealing> dealings;
  final Rehearsal rehearsal;

  private Scene(Program program, Session session, List<Seed> seeds, List<PieceDealing> dealings) {
    this.program = program;
    this.session = session;
    this.seeds = seeds;
    this.dealings = dealings;
    rehearsal = new Rehearsal(program, dealings, seeds, session);
  }

  static Scene four(Trial trial) {
    Program program = program(Committee.four());
    List<long[]> inputs = List.of(Clear.words(Ring.Z64, A), Clear.words(Ring.Z64, B));
    return new Scene(
        program,
        Rehearsal.session(trial.secure()),
        Rehearsal.seeds(trial.secure()),
        Rehearsal.deal(program, inputs, trial.secure()));
  }

  /** The same inputs once more, without a party. */
  Scene without(int party) {
    return new Scene(
        program(Committee.without(party)),
        new Session(session.runId(), session.attempt() + 1),
        seeds,
        dealings);
  }

  private static Program program(Committee committee) {
    Circuit c = new Circuit(committee);
    Num x = c.input("a", Ring.Z64, A.size());
    Num y = c.input("b", Ring.Z64, A.size());
    Bits less = Compare.lessThanNear(c, x, y);
    c.open("least", Select.select(c, Select.number(c, less, Ring.Z64), x, y));
    c.openToAll("less", less);
    return c.build();
  }

  PartyKeys keys(int party) {
    return PartyKeys.derive(party, seeds, session, program);
  }

  /** A party's twin, before its start. */
  Party twin(int party) {
    List<Pieces> pieces = new ArrayList<>();
    dealings.forEach(dealing -> pieces.add(dealing.of(party)));
    return new Party(program, session, keys(party), pieces);
  }

  List<Party> members() {
    return program.committee().members().stream().map(rehearsal::party).toList();
  }
}

package io.tributary.ledger;

import io.tributary.ledger.abi.AbiException;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.JobRecord;
import io.tributary.protocol.port.Ledger.Party;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The contract's structs (Types.sol) as the read port's records. */
final class Records {
  private Records() {}

  static List<Party> parties(List<?> parties) {
    List<Party> read = new ArrayList<>();
    for (Object party : parties) {
      List<?> p = (List<?>) party;
      List<Ledger.Key> keys = new ArrayList<>();
      for (Object key : (List<?>) p.get(4)) {
        List<?> k = (List<?>) key;
        keys.add(
            new Ledger.Key(
                keys.size() + 1,
                (Address) k.get(0),
                (Digest) k.get(1),
                time(k.get(2)),
                time(k.get(3))));
      }
      read.add(
          new Party(
              read.size(),
              PartyId.of((Digest) p.get(0)),
              Role.values()[number(p.get(1))],
              (Digest) p.get(2),
              List.copyOf(keys),
              (Boolean) p.get(3)));
    }
    return List.copyOf(read);
  }

  /** Names only vetters whose approving key is still current: the others no longer count. */
  static Optional<JobRecord> job(Digest jobDigest, List<?> job, List<Party> roster) {
    long expires = time(job.get(0));
    if (expires == 0) {
      return Optional.empty();
    }
    List<PartyId> inForce = new ArrayList<>();
    for (Object vetting : (List<?>) job.get(2)) {
      List<?> v = (List<?>) vetting;
      PartyId vetter = PartyId.of((Digest) v.get(0));
      int epoch = number(v.get(1));
      roster.stream()
          .filter(p -> p.id().equals(vetter) && p.active() && p.keys().size() == epoch)
          .forEach(p -> inForce.add(vetter));
    }
    return Optional.of(
        new JobRecord(jobDigest, expires, (Boolean) job.get(1), List.copyOf(inForce)));
  }

  static Optional<RunRecord> run(RunId id, List<?> run) {
    RunState state = RunState.values()[number(run.get(0))];
    if (state == RunState.NONE) {
      return Optional.empty();
    }
    List<PartyId> nodes =
        ((List<?>) run.get(16)).stream().map(n -> PartyId.of((Digest) n)).toList();
    return Optional.of(
        new RunRecord(
            id,
            state,
            (Digest) run.get(12),
            time(run.get(6)),
            (Digest) run.get(14),
            number(run.get(5)),
            SignerMask.of(nodes, number(run.get(3))),
            SignerMask.of(nodes, number(run.get(4))),
            number(run.get(1))));
  }

  /** Of a conviction; empty if there is none. */
  static Optional<PartyId> culprit(List<?> conviction) {
    Digest node = (Digest) conviction.get(0);
    return node.equals(Digest.ZERO) ? Optional.empty() : Optional.of(PartyId.of(node));
  }

  /** Unix seconds; the contract's highest value means never. */
  static long time(Object value) {
    BigInteger time = (BigInteger) value;
    return time.bitLength() > 63 ? Long.MAX_VALUE : time.longValue();
  }

  static int number(Object value) {
    return ((BigInteger) value).intValueExact();
  }

  /** A contract's answer in the types of {@link Ledger} is of these or it is a lie. */
  static boolean isNonsense(RuntimeException e) {
    return e instanceof AbiException
        || e instanceof IllegalArgumentException
        || e instanceof ArithmeticException
        || e instanceof IndexOutOfBoundsException
        || e instanceof ClassCastException;
  }
}

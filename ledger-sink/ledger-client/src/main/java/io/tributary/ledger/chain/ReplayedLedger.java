package io.tributary.ledger.chain;

import io.tributary.ledger.SignerMask;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.statement.AbortReason;
import io.tributary.protocol.statement.Domain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The read port over proven events: what the contract's views would have answered. */
public final class ReplayedLedger implements Ledger {
  private final Domain domain;
  private final Map<PartyId, Party> parties = new LinkedHashMap<>();
  private final Map<Digest, Vetted> jobs = new HashMap<>();
  private final Map<RunId, RunRecord> runs = new HashMap<>();
  private final Map<RunId, List<PartyId>> nodes = new HashMap<>();
  private final Map<RunId, PartyId> culprits = new HashMap<>();
  private final Map<RunId, Map<PartyId, Digest>> contributions = new HashMap<>();
  private int vettersNeeded;
  private long time;

  /** A job with the epochs of the keys that approved it. */
  private record Vetted(long expires, boolean revoked, Map<PartyId, Integer> epochs) {}

  private ReplayedLedger(Domain domain) {
    this.domain = domain;
  }

  /**
   * The contract's state after these events.
   *
   * @throws ChainProofException if an event rests on one that is missing
   */
  public static ReplayedLedger of(Domain domain, List<LoggedEvent> events) {
    ReplayedLedger ledger = new ReplayedLedger(domain);
    for (LoggedEvent event : events) {
      ledger.time = event.time();
      if (event.event() instanceof LedgerEvent.OfRun ofRun) {
        ledger.applyToRun(ofRun);
      } else {
        ledger.apply(event.event());
      }
    }
    return ledger;
  }

  @Override
  public Domain domain() {
    return domain;
  }

  @Override
  public List<Party> parties() {
    return List.copyOf(parties.values());
  }

  @Override
  public int vettersNeeded() {
    return vettersNeeded;
  }

  @Override
  public Optional<JobRecord> job(Digest jobDigest) {
    Vetted vetted = jobs.get(jobDigest);
    if (vetted == null) {
      return Optional.empty();
    }
    List<PartyId> inForce =
        vetted.epochs().keySet().stream()
            .filter(v -> known(v).active())
            .filter(v -> known(v).keys().size() == vetted.epochs().get(v))
            .toList();
    return Optional.of(new JobRecord(jobDigest, vetted.expires(), vetted.revoked(), inForce));
  }

  @Override
  public Optional<RunRecord> run(RunId run) {
    return Optional.ofNullable(runs.get(run));
  }

  @Override
  public Optional<Digest> contribution(RunId run, PartyId repository) {
    return Optional.ofNullable(contributions.get(run)).map(of -> of.get(repository));
  }

  @Override
  public Optional<PartyId> culprit(RunId run) {
    return Optional.ofNullable(culprits.get(run));
  }

  @Override
  public long time() {
    return time;
  }

  private void apply(LedgerEvent event) {
    if (event instanceof LedgerEvent.LedgerDeployed e) {
      vettersNeeded = e.vettersNeeded();
    } else if (event instanceof LedgerEvent.PartyRegistered e) {
      Party party =
          new Party(parties.size(), e.party(), e.role(), e.organisation(), List.of(), true);
      parties.put(e.party(), withKey(party, e.account(), e.sealing()));
    } else if (event instanceof LedgerEvent.KeyRotated e) {
      Party party = keyEnded(known(e.party()), true);
      if (e.epoch() != party.keys().size() + 1) {
        throw missing("an earlier key of party " + e.party());
      }
      parties.put(e.party(), withKey(party, e.account(), e.sealing()));
    } else if (event instanceof LedgerEvent.PartyLeft e) {
      parties.put(e.party(), keyEnded(known(e.party()), false));
    } else if (event instanceof LedgerEvent.JobVetted e) {
      Map<PartyId, Integer> epochs = new LinkedHashMap<>();
      e.vetters().forEach(v -> epochs.put(v, known(v).keys().size()));
      jobs.put(e.jobDigest(), new Vetted(e.expires(), false, epochs));
    } else if (event instanceof LedgerEvent.JobRevoked e) {
      Vetted vetted = jobs.get(e.jobDigest());
      if (vetted == null) {
        throw missing("job " + e.jobDigest());
      }
      jobs.put(e.jobDigest(), new Vetted(vetted.expires(), true, vetted.epochs()));
    }
  }

  private void applyToRun(LedgerEvent.OfRun event) {
    if (event instanceof LedgerEvent.RunOpened e) {
      nodes.put(e.run(), e.nodes());
      runs.put(e.run(), opened(e));
    } else if (event instanceof LedgerEvent.StatementRecorded e) {
      if (e.kind() == StatementKind.CONTRIBUTION) {
        contributions.computeIfAbsent(e.run(), r -> new HashMap<>()).put(e.party(), e.digest());
      }
    } else if (event instanceof LedgerEvent.RunClosed e) {
      closed(e);
    } else if (event instanceof LedgerEvent.RunCompleted e) {
      List<PartyId> completers = signers(e.run(), e.completers());
      become(e.run(), RunState.COMPLETED, completers, AbortReason.NONE);
    } else if (event instanceof LedgerEvent.RunReceived e) {
      become(e.run(), RunState.RECEIVED, known(e.run()).completed(), AbortReason.NONE);
    } else if (event instanceof LedgerEvent.NodeConvicted e) {
      culprits.put(e.run(), e.node());
    } else if (event instanceof LedgerEvent.RunAborted e) {
      become(e.run(), RunState.ABORTED, List.of(), e.reason());
    }
  }

  private RunRecord opened(LedgerEvent.RunOpened e) {
    return new RunRecord(
        e.run(),
        RunState.OPEN,
        e.requestDigest(),
        time,
        Digest.ZERO,
        0,
        List.of(),
        List.of(),
        AbortReason.NONE.code());
  }

  private void closed(LedgerEvent.RunClosed e) {
    RunRecord before = known(e.run());
    runs.put(
        e.run(),
        new RunRecord(
            e.run(),
            RunState.CLOSED,
            before.requestDigest(),
            before.openedAt(),
            e.inclusionRoot(),
            e.contributors(),
            signers(e.run(), e.closers()),
            List.of(),
            AbortReason.NONE.code()));
  }

  private void become(RunId id, RunState state, List<PartyId> completed, AbortReason reason) {
    RunRecord before = known(id);
    runs.put(
        id,
        new RunRecord(
            id,
            state,
            before.requestDigest(),
            before.openedAt(),
            before.inclusionRoot(),
            before.contributors(),
            before.closers(),
            completed,
            reason.code()));
  }

  private List<PartyId> signers(RunId run, int mask) {
    try {
      return SignerMask.of(nodes.getOrDefault(run, List.of()), mask);
    } catch (IllegalArgumentException e) {
      throw missing("all nodes of run " + run);
    }
  }

  private Party known(PartyId party) {
    Party known = parties.get(party);
    if (known == null) {
      throw missing("party " + party);
    }
    return known;
  }

  private RunRecord known(RunId run) {
    RunRecord known = runs.get(run);
    if (known == null) {
      throw missing("run " + run);
    }
    return known;
  }

  private static ChainProofException missing(String what) {
    return new ChainProofException("chain.json", "logs of " + what + " are missing");
  }

  private Party withKey(Party party, Address account, Digest sealing) {
    List<Key> keys = new ArrayList<>(party.keys());
    keys.add(new Key(keys.size() + 1, account, sealing, time, Long.MAX_VALUE));
    return new Party(
        party.index(), party.id(), party.role(), party.organisation(), List.copyOf(keys), true);
  }

  private Party keyEnded(Party party, boolean active) {
    List<Key> keys = new ArrayList<>(party.keys());
    Key last = keys.remove(keys.size() - 1);
    keys.add(new Key(last.epoch(), last.address(), last.sealing(), last.since(), time));
    return new Party(
        party.index(), party.id(), party.role(), party.organisation(), List.copyOf(keys), active);
  }
}

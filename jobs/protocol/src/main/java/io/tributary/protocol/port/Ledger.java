package io.tributary.protocol.port;

import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.statement.Domain;
import java.util.List;
import java.util.Optional;

/**
 * The read side of the audit contract, at the configured confirmation depth. Its answers may be
 * lies or old: callers verify signatures themselves and fail closed on {@link LedgerException}.
 */
public interface Ledger {
  /** Chain id and contract, as EIP-712 binds them. */
  Domain domain();

  /** Every party ever registered, in roster order (the index is the party's lane). */
  List<Party> parties();

  /** Distinct vetters' organisations needed. */
  int vettersNeeded();

  /** What the contract says of a job; empty if it was never vetted. */
  Optional<JobRecord> job(Digest jobDigest);

  /** What the contract says of a run; empty if it was never opened. */
  Optional<RunRecord> run(RunId run);

  /**
   * Digest of the contribution that the contract has recorded of a repository in a run, the only
   * one that a final set may hold; empty if there is none.
   */
  Optional<Digest> contribution(RunId run, PartyId repository);

  /** The node that lied in a run, as the contract has judged from its own signed words. */
  Optional<PartyId> culprit(RunId run);

  /** Time of the latest block read, in Unix seconds. */
  long time();

  /** Roles on the roster; ordinals are the contract's. */
  enum Role {
    NONE,
    QUERIER,
    VETTER,
    COORDINATOR,
    REPOSITORY,
    NODE
  }

  /**
   * A roster entry.
   *
   * @param index place on the roster, from 0
   * @param organisation digest of the organisation's name; distinct organisations are counted, not
   *     keys
   * @param keys by epoch, oldest first; the last is current
   * @param active false once the party has left
   */
  record Party(
      int index, PartyId id, Role role, Digest organisation, List<Key> keys, boolean active) {
    /** The current key. */
    public Key key() {
      return keys.get(keys.size() - 1);
    }

    /** The key in force at a time; of a party that has left, the one it had then. */
    public Optional<Key> keyAt(long time) {
      return keys.stream().filter(key -> key.since() <= time && time < key.until()).findFirst();
    }

    /** The key of an epoch (epochs start at 1). */
    public Optional<Key> key(int epoch) {
      return epoch >= 1 && epoch <= keys.size()
          ? Optional.of(keys.get(epoch - 1))
          : Optional.empty();
    }
  }

  /**
   * The keys of one epoch.
   *
   * @param epoch from 1, never reset
   * @param address of the secp256k1 identity key
   * @param sealing X25519 public key; zero for parties that receive nothing sealed
   * @param since block time from which it holds
   * @param until block time from which it holds no longer; {@link Long#MAX_VALUE} while current
   */
  record Key(int epoch, Address address, Digest sealing, long since, long until) {}

  /**
   * A vetted job.
   *
   * @param expires Unix seconds
   * @param vetters who approved it
   */
  record JobRecord(Digest jobDigest, long expires, boolean revoked, List<PartyId> vetters) {}

  /** States of a run; ordinals are the contract's. */
  enum RunState {
    NONE,
    OPEN,
    CLOSED,
    COMPLETED,
    RECEIVED,
    ABORTED
  }

  /**
   * A run on the contract.
   *
   * @param requestDigest EIP-712 digest of the request
   * @param openedAt block time
   * @param inclusionRoot zero until the set is final
   * @param contributors number of contributions in the final set
   * @param closers nodes whose checks made the set final, in share order
   * @param completed nodes whose completions the contract has recorded, in share order
   */
  record RunRecord(
      RunId run,
      RunState state,
      Digest requestDigest,
      long openedAt,
      Digest inclusionRoot,
      int contributors,
      List<PartyId> closers,
      List<PartyId> completed,
      int abortReason) {}
}

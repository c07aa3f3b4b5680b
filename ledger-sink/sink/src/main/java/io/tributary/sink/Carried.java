package io.tributary.sink;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Signed;
import java.util.Optional;

/**
 * A verified statement on its way to the contract.
 *
 * @param run the run it is about
 * @param party who signed it
 * @param digest its EIP-712 digest
 * @param arrival place in the order of arrival
 * @param set members of the inclusion set, of a check only
 */
record Carried(
    RunId run,
    Kind kind,
    PartyId party,
    Digest digest,
    long arrival,
    Signed<?> signed,
    Optional<InclusionSet> set) {
  /** Names it in the store; starts with the run. */
  String key() {
    return run + "/" + kind + "/" + party + "/" + digest;
  }
}

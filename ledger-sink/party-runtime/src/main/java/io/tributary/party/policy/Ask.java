package io.tributary.party.policy;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.JobDefinition;
import java.util.Set;

/**
 * A request, as a policy looks at it. Everything in it has been checked before: signatures,
 * vetting, digests.
 *
 * @param asker the querier
 * @param organisation digest of the name of the asker's organisation
 * @param jobDigest exact content of the job
 * @param job what it declares
 * @param vetters who have signed it
 * @param purpose in the asker's words
 */
public record Ask(
    PartyId asker,
    Digest organisation,
    Digest jobDigest,
    JobDefinition job,
    Set<PartyId> vetters,
    String purpose) {
  public Ask {
    vetters = Set.copyOf(vetters);
  }
}

package io.tributary.cli.query;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import java.util.List;
import java.util.SortedMap;

/**
 * What somebody wants to ask, before it is signed.
 *
 * @param jobDigest exact content of the job
 * @param parameters checked values
 * @param repositories who is asked
 * @param nodes who combines, in share order
 * @param faults how many nodes may be missing or lie
 * @param purpose why, in words that the repositories' policies know; on the ledger as a salted
 *     digest
 * @param fresh whether an answer that was given before is not wanted
 * @param contributionSeconds how long repositories have
 * @param totalSeconds how long the run has
 */
public record Question(
    Digest jobDigest,
    SortedMap<String, String> parameters,
    List<PartyId> repositories,
    List<PartyId> nodes,
    int faults,
    String purpose,
    boolean fresh,
    long contributionSeconds,
    long totalSeconds) {
  public Question {
    repositories = repositories.stream().sorted().toList();
    nodes = List.copyOf(nodes);
  }
}

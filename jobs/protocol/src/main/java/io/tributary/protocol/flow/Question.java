package io.tributary.protocol.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.port.Ledger;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run asks, whoever asks it of whom: its job and parameter values. The same question put to
 * nearly the same repositories lets the asker take one answer from the other and read whoever is in
 * one of them only.
 */
public final class Question {
  private static final String DOMAIN = "tributary/v1/question";

  private Question() {}

  /**
   * Of job and parameter values in their one text form. Unsalted, and so never shown to anybody.
   *
   * @throws io.tributary.protocol.error.ProtocolException if the job is none
   * @throws io.tributary.protocol.job.JobException if a parameter has no value of its type
   */
  public static Digest digest(RunView view) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("job", view.request().jobDigest().hex());
    ObjectNode values = json.putObject("values");
    ParameterValues.check(view.job().definition(), view.dispatch().parameters().values())
        .forEach(values::put);
    return Digests.tagged(DOMAIN, CanonicalJson.write(json));
  }

  /** Repositories in one of the sets only. */
  public static Set<PartyId> difference(Collection<PartyId> one, Collection<PartyId> other) {
    Set<PartyId> either = new TreeSet<>(one);
    either.addAll(other);
    either.removeIf(repository -> one.contains(repository) && other.contains(repository));
    return either;
  }

  /**
   * Whether answers of both sets would tell of fewer organisations than an answer may: they differ,
   * and by fewer than the job's minimum.
   *
   * @throws io.tributary.protocol.port.LedgerException if organisations must be counted and the
   *     ledger is silent
   */
  public static boolean tooNear(
      RunView view, Collection<PartyId> one, Collection<PartyId> other, Ledger ledger) {
    Set<PartyId> differing = difference(one, other);
    return !differing.isEmpty()
        && Roster.of(ledger).organisations(differing) < view.compiled().minimumContributors();
  }
}

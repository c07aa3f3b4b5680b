package io.tributary.cli.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.run.RunIds;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.StatementJson;
import java.security.SecureRandom;

/**
 * A signed question, ready to be sent.
 *
 * @param run its id, known before anybody else hears of it
 * @param request what was signed
 * @param parameters values and salt
 */
public record Asked(RunId run, Signed<RunRequest> request, Parameters parameters) {
  /**
   * Signs a question.
   *
   * @param resultKey made for this run: answers are sealed to it
   * @param now Unix seconds
   */
  public static Asked sign(
      Domain domain,
      IdentityKey key,
      Question question,
      SealingKeyPair resultKey,
      long now,
      SecureRandom random) {
    Parameters parameters =
        new Parameters(
            question.parameters(), randomDigest(random), question.purpose(), question.fresh());
    Digest nonce = randomDigest(random);
    RunRequest request =
        new RunRequest(
            question.jobDigest(),
            parameters.digest(),
            question.repositories(),
            question.nodes(),
            resultKey.publicKey(),
            parameters.purposeDigest(),
            now + question.contributionSeconds(),
            now + question.totalSeconds(),
            nonce,
            0,
            question.faults());
    return new Asked(
        RunIds.of(domain, key.address(), nonce), key.sign(domain, request), parameters);
  }

  /** Body of {@code POST /v1/runs}. */
  public ObjectNode body() {
    ObjectNode signed = StatementJson.writeSigned(request);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("request", signed.get("statement"));
    body.set("signature", signed.get("signature"));
    body.set("parameters", parameters.toJson());
    return body;
  }

  private static Digest randomDigest(SecureRandom random) {
    byte[] bytes = new byte[Digest.BYTES];
    random.nextBytes(bytes);
    return Digest.of(bytes);
  }
}

package io.tributary.cli.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.run.RunIds;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signatures;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.StatementJson;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AskedTest {
  private static final Domain DOMAIN =
      new Domain(31337, new Address("0x" + "ab".repeat(Address.BYTES)));
  private static final Question QUESTION =
      new Question(
          Digest.ZERO,
          new TreeMap<>(Map.of("discount", "0.06")),
          List.of(new PartyId("r02"), new PartyId("r01")),
          List.of(new PartyId("n2"), new PartyId("n1")),
          0,
          "a study",
          true,
          120,
          240);

  private final SecureRandom random = new SecureRandom();
  private final IdentityKey key = IdentityKey.random(random);
  private final SealingKeyPair result = SealingKeyPair.generate(random);

  @Test
  void sign_question_isRecoverableFromItsBody() {
    Asked asked = Asked.sign(DOMAIN, key, QUESTION, result, 1_000, random);
    Signed<RunRequest> read =
        StatementJson.readSigned(
            RunRequest.class,
            StatementJson.object()
                .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                    "statement", asked.body().get("request"))
                .set("signature", asked.body().get("signature")));
    assertEquals(key.address(), Signatures.recover(DOMAIN, read));
    assertEquals(asked.run(), RunIds.of(DOMAIN, key.address(), read.statement().nonce()));
    assertEquals(List.of(new PartyId("r01"), new PartyId("r02")), read.statement().repositories());
    assertEquals(List.of(new PartyId("n2"), new PartyId("n1")), read.statement().nodes());
    assertEquals(1_120, read.statement().contributionDeadline());
    assertEquals(1_240, read.statement().deadline());
    assertEquals(
        read.statement().parametersDigest(),
        Parameters.fromJson(asked.body().get("parameters")).digest());
  }

  @Test
  void sign_sameQuestionTwice_sharesNoDigest() {
    RunRequest a = Asked.sign(DOMAIN, key, QUESTION, result, 1, random).request().statement();
    RunRequest b = Asked.sign(DOMAIN, key, QUESTION, result, 1, random).request().statement();
    assertNotEquals(a.parametersDigest(), b.parametersDigest());
    assertNotEquals(a.nonce(), b.nonce());
  }
}

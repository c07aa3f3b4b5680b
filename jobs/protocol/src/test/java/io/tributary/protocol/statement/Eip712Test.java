package io.tributary.protocol.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.vectors.Vectors;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class Eip712Test {
  static final Domain DOMAIN =
      new Domain(
          Vectors.section("domain").path("chainId").longValue(),
          new Address(Vectors.section("domain").path("contract").textValue()));

  static Class<? extends Statement> kind(String type) {
    String name = type.substring(0, type.indexOf('('));
    return Arrays.stream(Statement.class.getPermittedSubclasses())
        .filter(c -> c.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow()
        .asSubclass(Statement.class);
  }

  @Test
  void statement_ofEveryKind_hashesAndSignsAsSecondImplementationDoes() {
    Set<Class<?>> seen = new HashSet<>();
    for (JsonNode vector : Vectors.section("statements")) {
      Class<? extends Statement> kind = kind(vector.path("type").textValue());
      Statement statement = StatementJson.read(kind, vector.path("statement"));
      assertEquals(vector.path("typeHash").textValue(), Eip712.typeHash(kind).hex());
      assertEquals(vector.path("structHash").textValue(), Eip712.structHash(statement).hex());
      assertEquals(vector.path("digest").textValue(), Eip712.digest(DOMAIN, statement).hex());
      try (IdentityKey key = IdentityKey.of(Vectors.bytes(vector.path("secret")))) {
        assertEquals(vector.path("signer").textValue(), key.address().hex());
        Signed<Statement> signed = key.sign(DOMAIN, statement);
        assertEquals(vector.path("signature").textValue(), signed.signature().hex());
        assertEquals(key.address(), Signatures.recover(DOMAIN, signed));
      }
      seen.add(kind);
    }
    assertEquals(Set.of(Statement.class.getPermittedSubclasses()), seen);
  }

  @Test
  @Tag("threat-49")
  void statement_forAnotherRunChainContractOrEpoch_hasAnotherDigest() {
    Acceptance said = acceptance(Digest.ZERO, 1);
    Digest digest = Eip712.digest(DOMAIN, said);
    Domain otherChain = new Domain(DOMAIN.chainId() + 1, DOMAIN.contract());
    Domain otherContract = new Domain(DOMAIN.chainId(), Address.of(new byte[Address.BYTES]));
    byte[] one = new byte[Digest.BYTES];
    one[0] = 1;
    assertNotEquals(digest, Eip712.digest(otherChain, said));
    assertNotEquals(digest, Eip712.digest(otherContract, said));
    assertNotEquals(digest, Eip712.digest(DOMAIN, acceptance(Digest.of(one), 1)));
    assertNotEquals(digest, Eip712.digest(DOMAIN, acceptance(Digest.ZERO, 2)));
  }

  @Test
  @Tag("threat-49")
  void signature_replayedInAnotherDomain_isSomebodyElses() {
    byte[] secret = new byte[IdentityKey.BYTES];
    secret[0] = 1;
    try (IdentityKey key = IdentityKey.of(secret)) {
      Signed<Acceptance> signed = key.sign(DOMAIN, acceptance(Digest.ZERO, 1));
      Domain other = new Domain(DOMAIN.chainId() + 1, DOMAIN.contract());
      assertNotEquals(key.address(), Signatures.recover(other, signed));
    }
  }

  private static Acceptance acceptance(Digest run, int epoch) {
    return new Acceptance(new PartyId("r01"), new RunId(run), Digest.ZERO, epoch);
  }
}

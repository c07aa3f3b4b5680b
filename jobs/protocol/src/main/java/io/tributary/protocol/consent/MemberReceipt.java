package io.tributary.protocol.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.statement.ConsentReceipt;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.Signature;
import io.tributary.protocol.statement.Signatures;
import io.tributary.protocol.statement.Signed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A receipt for a member, in the shape of ISO/IEC TS 27560: what was granted, for what, since when,
 * and what has become of it; signed by the repository (PROTOCOL 10.5).
 */
public final class MemberReceipt {
  private static final String DOMAIN = "tributary/v1/consent-receipt";
  private static final String SCHEMA = "ISO/IEC TS 27560:2023";

  private MemberReceipt() {}

  /**
   * What a job asks, in words that a member understands.
   *
   * @param title one line
   * @param text the job's README
   */
  public record Notice(String title, String text) {}

  /**
   * The receipt, not signed yet.
   *
   * @param id of the receipt
   * @param repository that keeps the grants
   * @param subject the member
   * @param grants all of the member's
   * @param notices by scope, where a grant is for a job whose folder is known
   */
  public static ObjectNode of(
      String id,
      PartyId repository,
      String subject,
      List<Grant> grants,
      Map<String, Notice> notices,
      Instant now) {
    ObjectNode receipt = JsonNodeFactory.instance.objectNode();
    receipt.put("schema_version", SCHEMA).put("receipt_id", id);
    receipt.put("issued_at", now.toString()).put("pii_principal_id", subject);
    ObjectNode controller = receipt.putArray("party_identification").addObject();
    controller.put("party_id", repository.name()).put("party_role", "pii_controller");
    ArrayNode records = receipt.putArray("consent_records");
    grants.forEach(grant -> record(records.addObject(), repository, grant, notices));
    return receipt;
  }

  private static void record(
      ObjectNode record, PartyId repository, Grant grant, Map<String, Notice> notices) {
    record.put("record_id", grant.id());
    ObjectNode purpose = record.putArray("purposes").addObject();
    purpose.put("purpose", words(grant.scope())).put("scope", grant.scope());
    purpose.put("lawful_basis", "consent");
    purpose.putArray("pii_controllers").add(repository.name());
    purpose.put(
        "processing_method",
        "rows are summed where they are; what leaves is shares of the sums, never a row");
    purpose.put("withdrawal_method", "tell the repository; it counts from the next run on");
    Notice notice = notices.get(grant.scope());
    if (notice != null) {
      purpose.put("service", notice.title());
      record.put("privacy_notice", notice.text());
    }
    ArrayNode events = record.putArray("events");
    ObjectNode given = events.addObject().put("event_time", grant.recorded().toString());
    given.put("event_type", "explicit").put("event_state", "consent given");
    given.put("valid_from", grant.from().toString());
    grant
        .until()
        .ifPresent(
            until -> {
              given.put("valid_until", until.toString());
              given.put("validity_duration", Duration.between(grant.from(), until).toString());
            });
    grant
        .withdrawn()
        .ifPresent(
            at ->
                events
                    .addObject()
                    .put("event_time", at.toString())
                    .put("event_type", "explicit")
                    .put("event_state", "consent withdrawn"));
  }

  private static String words(String scope) {
    if (scope.equals(Scope.ALL)) {
      return "every question that the repository's policy allows";
    }
    return scope.startsWith("job:")
        ? "the question " + scope.substring("job:".length())
        : scope.substring("purpose:".length());
  }

  /** The receipt with the repository's signature. */
  public static ObjectNode sign(
      Domain domain, PartyId repository, IdentityKey key, ObjectNode receipt) {
    Signed<ConsentReceipt> signed =
        key.sign(domain, new ConsentReceipt(repository, digest(receipt)));
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.set("receipt", receipt);
    return out.put("signature", signed.signature().hex());
  }

  /**
   * Who has signed a receipt; a repository's, if the ledger has the address among its keys.
   *
   * @throws io.tributary.protocol.error.ProtocolException MALFORMED or SIGNATURE
   */
  public static Address signer(Domain domain, JsonNode signed) {
    JsonNode party = signed.path("receipt").path("party_identification").path(0).path("party_id");
    if (signed.size() != 2 || !party.isTextual() || !signed.path("signature").isTextual()) {
      throw ProtocolErrors.malformed("receipt", "it is no signed receipt of consent");
    }
    try {
      return Signatures.recover(
          domain,
          new Signed<>(
              new ConsentReceipt(
                  new PartyId(party.textValue()), digest((ObjectNode) signed.path("receipt"))),
              new Signature(signed.path("signature").textValue())));
    } catch (IllegalArgumentException e) {
      throw ProtocolErrors.malformed("receipt", "its party or signature has not the right form");
    }
  }

  private static Digest digest(ObjectNode receipt) {
    return Digests.tagged(DOMAIN, CanonicalJson.write(receipt));
  }
}

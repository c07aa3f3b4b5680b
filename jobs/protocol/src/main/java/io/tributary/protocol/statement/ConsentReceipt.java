package io.tributary.protocol.statement;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;

/**
 * A repository vouches for a receipt that it gave a member. It stays between the two: its signer is
 * found by the address, and held against the repository's keys on the ledger.
 *
 * @param repository that keeps the grants
 * @param receiptDigest of the receipt (PROTOCOL 10.5)
 */
public record ConsentReceipt(PartyId repository, Digest receiptDigest) implements Statement {
  public ConsentReceipt {
    Check.present(repository, receiptDigest);
  }
}

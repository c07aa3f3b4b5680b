package io.tributary.ledger.chain;

import io.tributary.protocol.id.Digest;

/**
 * A block by number and hash.
 *
 * @param number its height
 * @param hash Keccak-256 of its header
 */
public record BlockRef(long number, Digest hash) {}

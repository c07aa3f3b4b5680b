package io.tributary.party.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Key files of a party, each of mode 0600.
 *
 * @param identity secp256k1 key that signs statements
 * @param sealing X25519 key that opens what is sealed to the party; nodes have one
 * @param formerSealing keys that {@code sealing} has replaced: they open what is sealed in runs
 *     that were opened before
 */
public record KeysConfig(
    Path identity, Optional<Path> sealing, @Default("[]") List<Path> formerSealing) {}

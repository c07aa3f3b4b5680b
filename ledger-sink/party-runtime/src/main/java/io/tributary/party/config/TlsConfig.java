package io.tributary.party.config;

import java.nio.file.Path;

/**
 * Mutual TLS from PEM files.
 *
 * @param keystore private key (PKCS#8) and certificate chain of this party, mode 0600
 * @param truststore certificate of the federation's authority
 */
public record TlsConfig(Path keystore, Path truststore) {}

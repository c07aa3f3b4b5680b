package io.tributary.cli.home;

import io.tributary.party.config.KeyFiles;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.IdentityKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/** Key files of the parties of one home, made when first asked for. */
public final class KeyRing {
  private final Home home;
  private final SecureRandom random = new SecureRandom();

  public KeyRing(Home home) {
    this.home = home;
  }

  /** Where a party's signing key is. */
  public Path identityFile(String party) {
    return home.keys(party).resolve("identity.key");
  }

  /** Where a party's sealing key is. */
  public Path sealingFile(String party) {
    return home.keys(party).resolve("sealing.key");
  }

  /** Where the key is to which a run's answer is sealed. */
  public Path resultFile(String run) {
    return home.keys("results").resolve(run + ".key");
  }

  /** The signing key of a party; the caller closes it. */
  public IdentityKey identity(String party) {
    Path file = identityFile(party);
    if (!Files.exists(file)) {
      try (IdentityKey fresh = IdentityKey.random(random)) {
        create(file, fresh.copyBytes());
      }
    }
    byte[] secret = KeyFiles.readKey(file);
    try {
      return IdentityKey.of(secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** The public half of a party's sealing key. */
  public Digest sealing(String party) {
    Path file = sealingFile(party);
    if (!Files.exists(file)) {
      try (SealingKeyPair fresh = SealingKeyPair.generate(random)) {
        create(file, fresh.copySecret());
        return fresh.publicKey();
      }
    }
    try (SealingKeyPair pair = read(file)) {
      return pair.publicKey();
    }
  }

  /** Keeps the key of a run's answer. */
  public void keepResult(String run, SealingKeyPair pair) {
    create(resultFile(run), pair.copySecret());
  }

  /** The key of a run's answer; the caller closes it. */
  public SealingKeyPair result(String run) {
    return read(resultFile(run));
  }

  /** Stores a secret of 32 bytes and wipes it. */
  public static void create(Path file, byte[] secret) {
    try {
      KeyFiles.createKey(file, secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static SealingKeyPair read(Path file) {
    byte[] secret = KeyFiles.readKey(file);
    try {
      return SealingKeyPair.of(secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}

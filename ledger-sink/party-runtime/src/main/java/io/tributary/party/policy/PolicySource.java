package io.tributary.party.policy;

import io.tributary.party.config.ConfigException;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy in force. The file is looked at whenever somebody asks, so that a change counts at
 * once; of each new content the digest is logged.
 */
@FunctionalInterface
public interface PolicySource {
  /**
   * The policy of this moment.
   *
   * @throws ConfigException if it cannot be read: then nobody may be answered
   */
  Policy current();

  /** One that never changes. */
  static PolicySource of(Policy policy) {
    return () -> policy;
  }

  /**
   * The policy in a file.
   *
   * @throws ConfigException if it cannot be read now
   */
  static PolicySource file(Path file) {
    OfFile source = new OfFile(file);
    Policy unused = source.current();
    return source;
  }

  /** Reads again when the bytes have changed. */
  final class OfFile implements PolicySource {
    private static final Logger LOG = LoggerFactory.getLogger(PolicySource.class);

    private final Path file;
    private Digest digest = Digest.ZERO;
    private Optional<Policy> policy = Optional.empty();

    private OfFile(Path file) {
      this.file = file;
    }

    @Override
    public synchronized Policy current() {
      Digest now = Digests.sha256(bytes());
      if (!now.equals(digest)) {
        policy = Optional.empty();
        Policy read = Policy.load(file);
        if (Digests.sha256(bytes()).equals(now)) {
          digest = now;
          policy = Optional.of(read);
          LOG.info("policy {} is in force: {} rules", now, read.rules().size());
        }
        return read;
      }
      return policy.orElseThrow();
    }

    private byte[] bytes() {
      try {
        return Files.readAllBytes(file);
      } catch (NoSuchFileException e) {
        throw ConfigException.of(
            file,
            "there is no such policy file, and without one nothing is answered; copy"
                + " conf/policy.yaml, read it aloud, and strike out what you do not want");
      } catch (IOException e) {
        throw ConfigException.of(
            file, "the policy cannot be read (" + e.getClass().getSimpleName() + ")");
      }
    }
  }
}

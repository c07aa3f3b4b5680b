package io.tributary.broker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.seal.SealContext;
import io.tributary.protocol.seal.Sealing;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.Domain;
import io.tributary.relay.KafkaBus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the broker's operator finds on the broker's disk. */
final class SealedAtBrokerTest {
  private static final String CANARY = "canary-4f1d-north-hospital-row-17";
  private static final String VISIBLE = "visible-key-9c2e";
  private final Relay relay = Relay.running();

  @Test
  @Tag("threat-26")
  void brokerDisk_afterSealedShare_holdsNoPlaintext() throws Exception {
    String topic = Topics.shares(Relay.R2, Relay.N2);
    byte[] plain = CANARY.repeat(200).getBytes(UTF_8);
    try (SealingKeyPair n2 = SealingKeyPair.generate(new SecureRandom());
        KafkaBus r2 = relay.bus(Relay.R2)) {
      byte[] sealed = Sealing.seal(n2.publicKey(), context(), plain, new SecureRandom());
      r2.publish(List.of(new BusRecord(topic, 0, VISIBLE, sealed)));
    }
    Path disk = relay.folder.resolve("broker");
    // The scan finds what is in the open, so that finding nothing means something.
    assertTrue(anyFileHolds(disk, VISIBLE));
    assertFalse(anyFileHolds(disk, CANARY));
  }

  private static SealContext context() {
    Digest some = Digest.of(new byte[Digest.BYTES]);
    return new SealContext(
        new Domain(31337, Address.of(new byte[Address.BYTES])),
        new RunId(some),
        some,
        some,
        Relay.R2,
        Relay.N2,
        1,
        SealContext.Kind.SHARE);
  }

  private static boolean anyFileHolds(Path folder, String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }
}

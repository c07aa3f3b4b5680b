package io.tributary.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.party.config.TlsConfig;
import io.tributary.party.store.SqliteStore;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Topics;
import io.tributary.relay.KafkaBus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole party, with loop, store and relay, killed again and again. */
final class KilledPartyTest {
  private static final int KILLS = 3;
  private static final int RECORDS = 40;
  private final Relay relay = Relay.running();

  @TempDir Path temp;

  @Test
  void party_killedAtAnyMoment_countsEachRecordOnceAndAnswersEach() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int sent = 0;
    try (KafkaBus coordinator = relay.bus(Relay.COORDINATOR)) {
      for (int round = 0; round <= KILLS; round++) {
        try (Jvm party = Jvm.start(CountingMain.class, "256m", List.of("--config", config()))) {
          assertNotNull(party.line(), "seed " + seed);
          for (int i = 0; i < RECORDS; i++) {
            byte[] text = ("killed-" + ++sent).getBytes(UTF_8);
            coordinator.publish(
                List.of(new BusRecord(Topics.dispatch(Relay.R2), 0, CountingMain.KEY, text)));
          }
          if (round < KILLS) {
            LockSupport.parkNanos(random.nextInt(100_000_000));
            party.kill();
          } else {
            check(sent, "seed " + seed);
            assertEquals(0, party.terminate(), "seed " + seed);
          }
        }
      }
    }
    try (SqliteStore store = SqliteStore.open(temp.resolve("state"))) {
      assertEquals(sent, (int) store.transact(CountingMain::total), "seed " + seed);
    }
  }

  /** Answers may come twice, but never with another number, and never not at all. */
  private void check(int sent, String seed) {
    try (KafkaBus sink = relay.bus(Relay.SINK)) {
      String last = "killed-" + sent + "=" + sent;
      TreeSet<String> answers = new TreeSet<>(Relay.readUntil(sink, Topics.STATEMENTS, last));
      answers.removeIf(text -> !text.startsWith("killed-"));
      List<String> wanted =
          IntStream.rangeClosed(1, sent).mapToObj(i -> "killed-" + i + "=" + i).toList();
      assertTrue(answers.containsAll(wanted), seed + ": missing answers, got " + answers);
      assertEquals(wanted.size(), answers.size(), seed + ": " + answers);
    }
  }

  private String config() throws Exception {
    TlsConfig tls = relay.tls(Relay.R2);
    String yaml =
        "party: r02\nhome: state\nkafka: {bootstrap: \"%s\", tls: {keystore: %s, truststore: %s}}\n"
            .formatted(relay.broker.bootstrap(), tls.keystore(), tls.truststore());
    return Files.writeString(temp.resolve("config.yaml"), yaml).toString();
  }
}

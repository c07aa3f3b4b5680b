package io.tributary.broker;

import static io.tributary.broker.Relay.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tributary.party.config.TlsConfig;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Topics;
import io.tributary.relay.KafkaBus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writers killed in the middle of a transaction. */
final class KilledWriterTest {
  private static final String SHARES_11 = Topics.shares(Relay.R1, Relay.N1);
  private static final String SHARES_21 = Topics.shares(Relay.R2, Relay.N1);
  private final Relay relay = Relay.running();

  @Test
  @Tag("threat-30")
  void writer_killedMidTransaction_holdsNoOtherTopicOrLane() throws Exception {
    kill(Relay.R1, SHARES_11 + ":0:torn-a", Topics.STATEMENTS + ":3:torn-b");
    try (KafkaBus r2 = relay.bus(Relay.R2);
        KafkaBus r1 = relay.bus(Relay.R1);
        KafkaBus n1 = relay.bus(Relay.N1)) {
      r2.publish(
          List.of(
              record(SHARES_21, 0, "free-a"),
              record(Topics.STATEMENTS, 4, "free-b"),
              record(Topics.STATEMENTS, 3, "held")));
      // Both arrive long before the 60 s after which the broker ends the dead transaction.
      Relay.readUntil(n1, SHARES_21, "free-a");
      List<String> statements = Relay.readUntil(n1, Topics.STATEMENTS, "free-b");
      // What shares a lane with it does wait: this is why there is a lane a party.
      assertFalse(statements.contains("held"), "the transaction was not open any more");
      // The party's restart ends it at once.
      r1.publish(List.of(record(Topics.STATEMENTS, 3, "back")));
      List<String> after = Relay.readUntil(n1, Topics.STATEMENTS, "back");
      assertFalse(after.contains("torn-b"));
    }
  }

  @Test
  @Tag("threat-32")
  void batch_tornByKill_isNeverSeen() throws Exception {
    kill(Relay.R1, SHARES_11 + ":0:half-1", SHARES_11 + ":0:half-2");
    try (KafkaBus r1 = relay.bus(Relay.R1);
        KafkaBus n1 = relay.bus(Relay.N1)) {
      r1.publish(
          List.of(
              record(SHARES_11, 0, "whole-1"),
              record(SHARES_11, 0, "whole-2"),
              record(Topics.STATEMENTS, 3, "whole")));
      List<String> texts = Relay.readUntil(n1, SHARES_11, "whole-2");
      assertEquals(List.of("whole-1", "whole-2"), texts.subList(texts.size() - 2, texts.size()));
      assertFalse(texts.contains("half-1") || texts.contains("half-2"), "torn batch: " + texts);
    }
  }

  /** Starts a writer, waits until its records are at the broker, and kills it. */
  private void kill(PartyId party, String... records) throws Exception {
    TlsConfig tls = relay.tls(party);
    List<String> arguments = new ArrayList<>(List.of(party.name(), relay.broker.bootstrap()));
    arguments.addAll(List.of(tls.keystore().toString(), tls.truststore().toString()));
    arguments.addAll(List.of(records));
    try (Jvm writer = Jvm.start(HangingWriter.class, "128m", arguments)) {
      assertEquals("sent", writer.line());
    }
  }
}

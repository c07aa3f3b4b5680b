package io.tributary.party.loop;

import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.Bus;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop's reading half: follows the party's topics and feeds the inbox. */
final class Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Party party;
  private final Bus bus;
  private final Inbox inbox;
  private final Backoff reading =
      new Backoff("the relay cannot be read", FIRST_PAUSE, LONGEST_PAUSE);
  private final Backoff taking = new Backoff("a record waits", FIRST_PAUSE, LONGEST_PAUSE);
  private Bus.Reader reader;
  private Set<String> topics = Set.of();
  private volatile boolean connected;

  Receiver(Party party, Bus bus, Inbox inbox) {
    this.party = party;
    this.bus = bus;
    this.inbox = inbox;
  }

  /**
   * Reads a little and hands over what is there; true if the party took something.
   *
   * @param wait for something to come
   */
  boolean step(Duration wait) throws InterruptedException {
    if (inbox.isEmpty() && !reading.attempt(() -> poll(wait), LOG)) {
      close();
      reading.rest(FIRST_PAUSE);
    }
    if (inbox.isEmpty()) {
      return false;
    }
    boolean taken = taking.attempt(inbox::takeAll, LOG);
    if (!taken) {
      taking.rest(FIRST_PAUSE);
    }
    return taken;
  }

  boolean connected() {
    return connected;
  }

  String trouble() {
    return reading.trouble().isEmpty() ? taking.trouble() : reading.trouble();
  }

  void close() {
    connected = false;
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  private void poll(Duration wait) {
    Set<String> wanted = Set.copyOf(party.topics());
    if (reader == null || !topics.equals(wanted)) {
      close();
      topics = wanted;
      reader = bus.read(topics, inbox.offsets());
    }
    inbox.add(reader.poll(wait));
    connected = true;
  }
}

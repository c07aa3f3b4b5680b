package io.tributary.relay;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.BusException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Turns Kafka's exceptions into the port's one; the only place that words them. */
final class KafkaErrors {
  private KafkaErrors() {}

  static BusException writing(PartyId party, KafkaException e) {
    if (fenced(e)) {
      return new BusException(
          party
              + ": another process has taken over this party's place at the relay; stop one of the"
              + " two",
          false,
          e);
    }
    if (has(e, AuthorizationException.class)) {
      return new BusException(
          party
              + ": the relay refuses this party's write ("
              + root(e)
              + "); ask its operator to apply the federation's plan",
          false,
          e);
    }
    return other(party, "took nothing", e);
  }

  static BusException reading(PartyId party, KafkaException e) {
    return other(party, "could not be read", e);
  }

  static boolean fenced(Throwable e) {
    return has(e, ProducerFencedException.class) || has(e, InvalidProducerEpochException.class);
  }

  private static BusException other(PartyId party, String what, KafkaException e) {
    if (has(e, SslAuthenticationException.class)) {
      return new BusException(
          party
              + ": the relay and this party do not accept each other's certificates; check"
              + " kafka.tls in the config",
          false,
          e);
    }
    return new BusException(party + ": the relay " + what + " (" + root(e) + ")", true, e);
  }

  static boolean has(Throwable e, Class<? extends Throwable> type) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  private static String root(Throwable e) {
    Throwable t = e;
    while (t.getCause() != null) {
      t = t.getCause();
    }
    return t.getClass().getSimpleName();
  }
}

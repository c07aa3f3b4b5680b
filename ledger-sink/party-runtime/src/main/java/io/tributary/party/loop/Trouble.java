package io.tributary.party.loop;

import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.port.BusException;
import io.tributary.protocol.port.LedgerException;

/** Sorts failures into those that pass when the world is well again and those that do not. */
final class Trouble {
  private Trouble() {}

  static boolean passes(Throwable e) {
    return e instanceof LedgerException
        || e instanceof WorkFailed
        || (e instanceof BusException bus && bus.retryable())
        || (e instanceof ProtocolException protocol && protocol.code().retryable());
  }
}

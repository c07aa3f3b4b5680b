package io.tributary.node;

import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.seal.SealContext;
import io.tributary.protocol.seal.Sealing;
import java.security.SecureRandom;
import java.util.Arrays;

/** Seals a node's output to the key that the querier made for the run. */
public final class QuerierSeal {
  private QuerierSeal() {}

  /** Seals, and wipes the payload. */
  public static byte[] seal(
      Identity me, Ledger ledger, RunView view, byte[] payload, SecureRandom random) {
    SealContext context =
        view.sealContext(
            ledger.domain(),
            me.id(),
            SealContext.QUERIER,
            me.standing(ledger).epoch(),
            SealContext.Kind.OUTPUT);
    try {
      return Sealing.seal(view.request().resultKey(), context, payload, random);
    } finally {
      Arrays.fill(payload, (byte) 0);
    }
  }
}

package io.tributary.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolException;
import org.junit.jupiter.api.function.Executable;

/** Expects a refusal with a code. */
public final class Refused {
  private Refused() {}

  public static ProtocolException with(Code code, Executable action) {
    ProtocolException refusal = assertThrows(ProtocolException.class, action);
    assertEquals(code, refusal.code(), refusal.getMessage());
    return refusal;
  }

  /** Runs an action that may succeed, but if it fails does so with a typed refusal. */
  public static boolean orDone(Executable action) {
    try {
      action.execute();
      return false;
    } catch (ProtocolException refusal) {
      return true;
    } catch (Throwable other) {
      throw new AssertionError("neither done nor refused", other);
    }
  }
}

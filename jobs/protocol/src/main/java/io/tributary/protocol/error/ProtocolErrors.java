package io.tributary.protocol.error;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;

/** Builds every {@link ProtocolException}, so that wording and content are decided here. */
public final class ProtocolErrors {
  private ProtocolErrors() {}

  /** Any other failure: the problem and why, then what to do. */
  public static ProtocolException of(Code code, String problem, String fix) {
    return new ProtocolException(code, problem + ". " + fix + ".", null);
  }

  /** As {@link #of(Code, String, String)}; the cause is for logs at the place of failure. */
  public static ProtocolException of(Code code, String problem, String fix, Throwable cause) {
    return new ProtocolException(code, problem + ". " + fix + ".", cause);
  }

  /** A failure of one contribution. */
  public static ProtocolException contribution(
      Code code, RunId run, PartyId repository, String problem, String fix) {
    return of(
        code, "run " + run + ": contribution of repository " + repository + ": " + problem, fix);
  }

  /** A failure of one block of one contribution. */
  public static ProtocolException block(
      Code code, RunId run, PartyId repository, int block, String problem, String fix) {
    return contribution(code, run, repository, "block " + block + ": " + problem, fix);
  }

  /** Bytes that do not parse; {@code why} names the place and rule, never the content. */
  public static ProtocolException malformed(String what, String why) {
    return of(
        Code.MALFORMED,
        what + " is malformed: " + why,
        "It is refused; ask its sender to write it as PROTOCOL.md says");
  }

  /** As {@link #malformed(String, String)} with a cause whose own text is not repeated. */
  public static ProtocolException malformed(String what, String why, Throwable cause) {
    return of(
        Code.MALFORMED,
        what + " is malformed: " + why,
        "It is refused; ask its sender to write it as PROTOCOL.md says",
        cause);
  }

  /** Longer than allowed. */
  public static ProtocolException tooLarge(String what, long bytes, long cap) {
    return of(
        Code.TOO_LARGE,
        what + " has " + bytes + " bytes, more than the " + cap + " allowed",
        "It is refused before it is read");
  }

  /** A signature whose form or values are not allowed. */
  public static ProtocolException signature(String why) {
    return of(
        Code.SIGNATURE,
        "signature refused: " + why,
        "Sign with the registered key; use low s and v 27 or 28");
  }

  /** The sealed bytes do not open. The reason is deliberately one and the same. */
  public static ProtocolException unsealable(PartyId sender, PartyId recipient, RunId run) {
    return of(
        Code.UNSEALABLE,
        "run " + run + ": what " + sender + " sealed to " + recipient + " does not open",
        "It was altered, cut, meant for another run or recipient, or sealed to an older key");
  }
}

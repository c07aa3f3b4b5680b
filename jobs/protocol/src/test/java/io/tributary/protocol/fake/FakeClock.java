package io.tributary.protocol.fake;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when it is told to. */
public final class FakeClock implements InstantSource {
  private long seconds;

  public FakeClock(long unixSeconds) {
    this.seconds = unixSeconds;
  }

  /** Unix seconds. */
  public long now() {
    return seconds;
  }

  public void advance(long bySeconds) {
    if (bySeconds < 0) {
      throw new IllegalArgumentException("time does not go back");
    }
    seconds += bySeconds;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochSecond(seconds);
  }
}

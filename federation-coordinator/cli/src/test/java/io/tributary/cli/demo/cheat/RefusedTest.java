package io.tributary.cli.demo.cheat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedTest {
  @Test
  void log_ofASink_tellsWhatTheContractRefused() {
    String log =
        "WARN run 0x1: the contract will not take openRun (0x1/open): SignatureInvalid[]\n"
            + "INFO run 0x1: acceptance written\n"
            + "WARN run 0x1: the contract will not take recordContribution"
            + " (0x1/contribution/r02/0x2): WrongSigner[r02, 0x3]\n";
    assertEquals(
        List.of(
            new Refused("openRun", "SignatureInvalid"),
            new Refused("recordContribution", "WrongSigner")),
        Refused.in(log));
  }

  @Test
  void log_ofAnHonestSink_hasNone() {
    assertEquals(List.of(), Refused.in("INFO run 0x1: openRun written\n"));
  }
}

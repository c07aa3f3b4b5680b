package io.tributary.cli.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.protocol.port.LedgerException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CalledTest {
  private final Called called = new Called("./tributary", "").at(Path.of("fed"));

  @Test
  void in_commandsOfATextOnly_areMadeTypeable() {
    assertEquals(
        "see `./tributary status --home fed` and `chmod 600`, says tributary",
        called.in("see `tributary status` and `chmod 600`, says tributary"));
  }

  @Test
  void command_withoutUseForAHome_getsNone() {
    assertEquals("./tributary jobs show JOB", called.command("tributary jobs show JOB"));
    assertEquals("./tributary demo --help", called.command("tributary demo --help"));
    assertEquals("./tributary", called.command("tributary"));
  }

  @Test
  void command_thatNamesAHome_keepsIt() {
    assertEquals("./tributary up --home DIR", called.command("tributary up --home DIR"));
  }

  @Test
  void at_defaultHome_isNotRepeated() {
    Called usual = new Called("tributary", "").at(Path.of(Called.DEFAULT_HOME));
    assertEquals("tributary runs", usual.command("tributary runs"));
  }

  @Test
  void at_homeWithASpaceOrDollar_isQuotedForTheShell() {
    Called odd = new Called("tributary", "").at(Path.of("my $fed's"));
    assertEquals("see `tributary runs --home 'my $fed'\\''s'`", odd.in("see `tributary runs`"));
  }

  @Test
  void told_failuresOfOtherRooms_areNoDefects() {
    assertEquals("LEDGER_UNREACHABLE", Failures.told(new LedgerException("silent", null)).code());
    CliException files =
        Failures.told(
            new UncheckedIOException("x cannot be written", new AccessDeniedException("x")));
    assertEquals("FILE_SYSTEM", files.code());
    assertEquals("DEFECT", Failures.told(new IllegalStateException("SECRET")).code());
  }
}

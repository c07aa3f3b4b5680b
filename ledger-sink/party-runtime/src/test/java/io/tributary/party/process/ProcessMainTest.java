package io.tributary.party.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.party.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProcessMainTest {
  private static final String READY = "{\"party\":\"n1\",\"ready\":true,\"port\":7}";

  @TempDir Path temp;

  @Test
  void process_onSigterm_closesInReverseAndExitsZero() throws Exception {
    try (Child child = start("never")) {
      assertEquals(READY, child.line());
      child.process.toHandle().destroy();
      assertEquals(0, child.exitCode());
      assertEquals(List.of(), child.rest());
      String errors = child.errors();
      assertTrue(errors.indexOf("closed last") < errors.indexOf("closed first"), errors);
      assertTrue(errors.contains("a line for the log"), errors);
    }
  }

  @Test
  void process_whoseParentGoes_exitsZero() throws Exception {
    try (Child child = start("never", "--with-parent")) {
      assertEquals(READY, child.line());
      child.process.getOutputStream().close();
      assertEquals(0, child.exitCode());
      assertTrue(child.errors().contains("closed first"));
    }
  }

  @Test
  void process_withoutParentOption_outlivesItsStdin() throws Exception {
    try (Child child = start("never")) {
      child.process.getOutputStream().close();
      assertEquals(READY, child.line());
      assertTrue(child.process.isAlive());
    }
  }

  @ParameterizedTest
  @Tag("threat-13")
  @ValueSource(strings = {"throw", "throw-later"})
  void process_thatFails_exitsOneAndRepeatsNoValue(String end) throws Exception {
    try (Child child = start(end)) {
      assertEquals(1, child.exitCode());
      assertEquals(List.of(), child.rest());
      String errors = child.errors();
      assertTrue(errors.contains("sample: stopped: java.lang.Illegal"), errors);
      assertTrue(errors.contains("closed first"), errors);
      assertFalse(errors.contains("secret"), errors);
    }
  }

  @Test
  void process_withBrokenConfig_exitsOneAndNamesTheKey() throws Exception {
    Path config = Files.writeString(temp.resolve("c.yaml"), "party: n1\nende: never\n");
    try (Child child = Child.start(SampleMain.class, "--config", config.toString())) {
      assertEquals(1, child.exitCode());
      String errors = child.errors();
      assertTrue(errors.contains("ende: unknown key; did you mean 'end'?"), errors);
      assertFalse(errors.contains("\tat "), errors);
    }
  }

  @Test
  void process_whoseTaskIsDone_exitsZero() throws Exception {
    try (Child child = start("done")) {
      assertEquals(0, child.exitCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--config", "--config a --config b", "--config a more"})
  void process_withWrongArguments_exitsTwo(String arguments) throws Exception {
    try (Child child = Child.start(SampleMain.class, arguments.split(" "))) {
      assertEquals(2, child.exitCode());
      assertTrue(child.errors().startsWith("usage: sample --config FILE"));
    }
  }

  private Child start(String end, String... more) throws Exception {
    Path config = Files.writeString(temp.resolve("c.yaml"), "party: n1\nend: " + end + "\n");
    String[] arguments = new String[2 + more.length];
    arguments[0] = "--config";
    arguments[1] = config.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return Child.start(SampleMain.class, arguments);
  }
}

package io.tributary.cli.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunWatchTest {
  private final List<String> said = new ArrayList<>();
  private long nanos;

  private static RunStatus status(String json) {
    try {
      return RunStatus.of(new ObjectMapper().readTree(json.replace('\'', '"')));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RunWatch watch(String... looks) {
    Iterator<String> next = List.of(looks).iterator();
    return new RunWatch(
        () -> status(next.next()), 3, said::add, pause -> nanos += pause.toNanos(), () -> nanos);
  }

  @Test
  void awaitReleased_changes_areToldOnce() {
    RunStatus end =
        watch(
                "{'run':'0x1','state':'OPEN','repositories':[{'id':'r01','state':'asked'}]}",
                "{'run':'0x1','state':'OPEN','repositories':[{'id':'r01','state':'asked'}]}",
                "{'run':'0x1','state':'completed','repositories':[{'id':'r01','state':'checked'}],"
                    + "'nodes':[{'id':'n1','state':'completed'}],'seconds':{'close':1}}",
                "{'run':'0x1','state':'completed','repositories':[{'id':'r01','state':'checked'}],"
                    + "'nodes':[{'id':'n1','state':'released'}],'seconds':{'close':1.5}}")
            .awaitReleased(Duration.ofSeconds(10));
    assertEquals(1.5, end.seconds().get("close"));
    assertEquals(
        List.of(
            "  r01      asked",
            "  run      OPEN",
            "  r01      checked",
            "  n1       completed",
            "  run      COMPLETED",
            "  n1       released"),
        said);
  }

  @Test
  void awaitReleased_enoughNodesOfThoseAsked_areEnough() {
    String nodes =
        "'nodesNeeded':3,'nodes':[{'id':'n1','state':'released'},{'id':'n2','state':'released'},"
            + "{'id':'n3','state':'%s'},{'id':'n4','state':'%s'}]}";
    String completed = "{'run':'0x1','state':'completed'," + nodes;
    RunStatus end =
        watch(
                completed.formatted("completed", "missing"),
                completed.formatted("released", "missing"))
            .awaitReleased(Duration.ofSeconds(10));
    assertEquals("missing", end.nodes().get("n4"));
    assertEquals("released", end.nodes().get("n3"));
  }

  @Test
  void awaitReleased_tooFew_exitsFour() {
    CliException e =
        assertThrows(
            CliException.class,
            () ->
                watch("{'run':'0x1','state':'ABORTED','abort':'TOO_FEW'}")
                    .awaitReleased(Duration.ofSeconds(1)));
    assertEquals(Exit.TOO_FEW, e.exit());
  }

  @Test
  void awaitReleased_refusals_exitThreeAndNameThem() {
    CliException e =
        assertThrows(
            CliException.class,
            () ->
                watch(
                        "{'run':'0x1','state':'ABORTED','abort':'TOO_FEW','repositories':["
                            + "{'id':'r01','state':'refused','code':'SCHEMA'},"
                            + "{'id':'r02','state':'checked'}]}")
                    .awaitReleased(Duration.ofSeconds(1)));
    assertEquals(Exit.REFUSED, e.exit());
    assertEquals("run 0x1 was refused by r01", e.getMessage());
    assertEquals("reason: SCHEMA", e.why());
  }

  @Test
  void awaitReleased_neverEnds_isATimeout() {
    String open = "{'run':'0x1','state':'OPEN'}";
    CliException e =
        assertThrows(
            CliException.class,
            () -> watch(open, open, open, open).awaitReleased(Duration.ofMillis(500)));
    assertEquals("TIMEOUT", e.code());
  }
}

package io.tributary.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.cli.query.Results;
import io.tributary.protocol.id.RunId;
import io.tributary.testkit.NodeFlippingOneBit;
import io.tributary.testkit.NodeLyingToOthers;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real node, with a real node's key, that lies or goes away. */
@ExtendWith(OnStage.class)
class LyingNodeIT {
  private static final String LIAR = "n2";

  @Test
  @Tag("threat-36")
  void node_thatFlipsOneBitOfItsSum_isNamedByQuerierAndLedger(Stage stage) throws Exception {
    stage.federation().crash(LIAR);
    Process liar = start(stage, NodeFlippingOneBit.class);
    try {
      RunId run = stage.askOpen();
      stage.awaitReleased(run);
      Stage.Said result = stage.tributary("result", run.toString());
      assertEquals(5, result.code(), result.err());
      assertTrue(result.err().contains(LIAR), result.err());
      assertTrue(result.err().contains("the ledger has named it"), result.err());
      Stage.Said deposits = stage.tributary("deposit");
      assertTrue(deposits.out().matches("(?s).*n2 +0 +1000000000 +no.*"), deposits.out());
      assertTrue(deposits.out().matches("(?s).*n1 +1000000000 +1000000000 +yes.*"), deposits.out());
      assertTrue(result.out().isEmpty(), "no answer is shown: " + result.out());
      Stage.Said audit = stage.tributary("audit", run.toString());
      assertEquals(5, audit.code(), audit.out() + audit.err());
      assertTrue((audit.out() + audit.err()).contains(LIAR), audit.out() + audit.err());
    } finally {
      liar.destroyForcibly().waitFor();
      stage.federation().restart(LIAR);
      stage.tributary("deposit", LIAR);
    }
  }

  /** In secure computation it is caught, and the others answer without it. */
  @Test
  @Tag("threat-37")
  void node_thatLiesToTheOthersInAComparisonRun_changesNothing(Stage stage) throws Exception {
    stage.federation().crash(LIAR);
    Process liar = start(stage, NodeLyingToOthers.class);
    try {
      RunId run = stage.ask(Map.of());
      stage.awaitReleased(run);
      Results.Opened opened = stage.open(run);
      assertEquals(Optional.empty(), opened.answer().difference(stage.pooled(Map.of())));
      assertTrue(opened.hidden() > 0, "no group is hidden");
      assertTrue(opened.audit().ok(), opened.audit()::text);
    } finally {
      liar.destroyForcibly().waitFor();
      stage.federation().restart(LIAR);
    }
  }

  /** It does not come back before the run has ended. */
  @Test
  void node_killedWhileTheOthersCompare_isDoneWithout(Stage stage) throws Exception {
    RunId run = stage.ask(Map.of());
    stage.awaitState(run, LIAR, "checked");
    stage.federation().crash(LIAR);
    try {
      stage.awaitReleased(run);
      Results.Opened opened = stage.open(run);
      assertEquals(Optional.empty(), opened.answer().difference(stage.pooled(Map.of())));
      assertTrue(opened.audit().ok(), opened.audit()::text);
    } finally {
      stage.federation().restart(LIAR);
    }
  }

  private static Process start(Stage stage, Class<?> main) throws IOException {
    Path folder = stage.home().party(LIAR);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of("--config", "config.yaml", "--with-parent"));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(new File(folder.toFile(), "liar.txt"))
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String ready = out.readLine();
    assertTrue(ready != null && ready.contains("\"ready\":true"), "the liar does not start");
    return process;
  }
}

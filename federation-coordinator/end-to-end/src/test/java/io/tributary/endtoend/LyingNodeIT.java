package io.tributary.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.id.RunId;
import io.tributary.testkit.NodeFlippingOneBit;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real node, with a real node's key, that flips one bit of its sum. */
@ExtendWith(OnStage.class)
class LyingNodeIT {
  private static final String LIAR = "n2";

  @Test
  @Tag("threat-36")
  void node_thatFlipsOneBitOfItsSum_isNamedByQuerierAndLedger(Stage stage) throws Exception {
    stage.federation().crash(LIAR);
    Process liar = startLiar(stage);
    try {
      RunId run = stage.ask(Map.of());
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

  private static Process startLiar(Stage stage) throws IOException {
    Path folder = stage.home().party(LIAR);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(NodeFlippingOneBit.class.getName());
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

package io.tributary.party.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.id.PartyId;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples in {@code conf/} are what their roles read. */
final class SamplesTest {
  private static final Path CONF = Path.of("../../conf").toAbsolutePath().normalize();
  private static final Map<String, Class<? extends Record>> ROLES =
      Map.of(
          "mpc-node", NodeConfig.class,
          "repository-agent", AgentConfig.class,
          "coordinator", CoordinatorConfig.class,
          "sink", SinkConfig.class);

  @ParameterizedTest
  @ValueSource(strings = {"mpc-node", "repository-agent", "coordinator", "sink"})
  void sample_ofRole_loads(String role) {
    StrictConfig.load(sample(role), ROLES.get(role));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpc-node", "repository-agent", "coordinator", "sink"})
  void sample_ofRole_showsEveryKey(String role) throws Exception {
    List<String> lines = Files.readAllLines(sample(role));
    for (RecordComponent component : ROLES.get(role).getRecordComponents()) {
      assertTrue(
          lines.stream().anyMatch(line -> line.startsWith(component.getName() + ":")),
          role + " does not show " + component.getName());
    }
  }

  @Test
  void agentSample_readsAsWritten() {
    AgentConfig agent = StrictConfig.load(sample("repository-agent"), AgentConfig.class);
    assertEquals(CONF.resolve("tables"), agent.tables());
    assertEquals(
        List.of(new PartyId("n1"), new PartyId("n2"), new PartyId("n3")), agent.trustedNodes());
    assertEquals(new SparkConfig("local[2]", false, Map.of()), agent.spark());
  }

  @Test
  void node_withoutSealingKey_isRefused() throws Exception {
    String yaml = Files.readString(sample("mpc-node")).replaceAll("(?m)^  sealing:.*$", "");
    ConfigException e =
        assertThrows(ConfigException.class, () -> StrictConfig.parse(yaml, CONF, NodeConfig.class));
    assertTrue(e.getMessage().contains("a node needs one"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[n1, n1]"})
  void agent_withoutProperNodes_isRefused(String nodes) throws Exception {
    String yaml = Files.readString(sample("repository-agent")).replace("[n1, n2, n3]", nodes);
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> StrictConfig.parse(yaml, CONF, AgentConfig.class));
    assertTrue(e.getMessage().contains("trustedNodes: "), e.getMessage());
  }

  private static Path sample(String role) {
    return CONF.resolve(role + ".yaml");
  }
}

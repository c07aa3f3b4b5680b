package io.tributary.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.party.config.ConfigException;
import io.tributary.party.config.SinkConfig;
import io.tributary.party.config.StrictConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SinkConfigTest {
  private static final Path SAMPLE = Path.of("..", "..", "conf", "sink.yaml");

  @Test
  void load_sampleConfig_isComplete() {
    SinkConfig config = StrictConfig.load(SAMPLE, SinkConfig.class);
    assertEquals("sink", config.party().name());
    assertEquals(31337, config.ledger().chainId());
    assertEquals(10, config.graceSeconds());
    assertTrue(config.account().isAbsolute(), "relative to the config file");
  }

  @Test
  void load_graceBelowZero_isRefused() throws Exception {
    String sample = Files.readString(SAMPLE).replace("graceSeconds: 10", "graceSeconds: -1");
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> StrictConfig.parse(sample, Path.of("/"), SinkConfig.class));
    assertTrue(refused.getMessage().contains("graceSeconds"), refused.getMessage());
  }

  @Test
  void load_misspeltKey_isRefusedWithASuggestion() throws Exception {
    String sample = Files.readString(SAMPLE).replace("\naccount:", "\nacount:");
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> StrictConfig.parse(sample, Path.of("/"), SinkConfig.class));
    assertTrue(refused.getMessage().contains("account"), refused.getMessage());
  }
}

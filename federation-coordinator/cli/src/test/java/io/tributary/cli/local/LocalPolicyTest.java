package io.tributary.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.party.config.StrictConfig;
import io.tributary.party.policy.Policy;
import io.tributary.party.policy.PolicyWords;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LocalPolicyTest {
  @Test
  void localPolicy_isOneThatAgentsRead() {
    Policy policy = read(List.of("lineitem", "trips"));
    assertEquals(Set.of("lineitem", "trips"), policy.tables().keySet());
    assertTrue(policy.tables().get("trips").budget().isPresent());
    assertEquals(
        "Rule 'whatever the local vetters have signed': alice may ask any vetted job of any table"
            + " above, for any purpose, at any hour, at most 1000 times an organisation in any"
            + " hour; nobody is asked again.",
        PolicyWords.of(policy).get(5));
    assertEquals(Set.of(), read(List.of()).tables().keySet());
  }

  private static Policy read(List<String> tables) {
    return StrictConfig.parse(LocalPolicy.text("r01", tables), Path.of("/"), Policy.class);
  }
}

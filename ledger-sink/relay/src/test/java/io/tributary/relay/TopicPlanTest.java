package io.tributary.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.id.PartyId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class TopicPlanTest {
  private static final Federation FEDERATION =
      new Federation(id("c"), id("s"), List.of(id("r1"), id("r2")), List.of(id("n1"), id("n2")), 9);
  private final TopicPlan plan = TopicPlan.of(FEDERATION);

  @Test
  void topics_ofFederation_areTheseAndNoOthers() {
    Map<String, Integer> partitions =
        plan.topics().stream()
            .collect(Collectors.toMap(TopicPlan.Topic::name, TopicPlan.Topic::partitions));
    assertEquals(
        Map.ofEntries(
            Map.entry("tributary-statements", 9),
            Map.entry("tributary-dispatch-r1", 1),
            Map.entry("tributary-dispatch-r2", 1),
            Map.entry("tributary-shares-r1-n1", 1),
            Map.entry("tributary-shares-r1-n2", 1),
            Map.entry("tributary-shares-r2-n1", 1),
            Map.entry("tributary-shares-r2-n2", 1),
            Map.entry("tributary-mpc-n1-n2", 1),
            Map.entry("tributary-mpc-n2-n1", 1),
            Map.entry("tributary-sums-n1", 1),
            Map.entry("tributary-sums-n2", 1)),
        partitions);
  }

  @Test
  @Tag("threat-21")
  @Tag("threat-28")
  void rights_toRead_areTheseAndNoOthers() {
    assertEquals(
        Set.of(
            "User:c tributary-statements",
            "User:c tributary-sums-n1",
            "User:c tributary-sums-n2",
            "User:n1 tributary-mpc-n2-n1",
            "User:n1 tributary-shares-r1-n1",
            "User:n1 tributary-shares-r2-n1",
            "User:n1 tributary-statements",
            "User:n2 tributary-mpc-n1-n2",
            "User:n2 tributary-shares-r1-n2",
            "User:n2 tributary-shares-r2-n2",
            "User:n2 tributary-statements",
            "User:r1 tributary-dispatch-r1",
            "User:r2 tributary-dispatch-r2",
            "User:s tributary-statements"),
        rights(AclOperation.READ, ResourceType.TOPIC));
  }

  @Test
  @Tag("threat-28")
  void rights_toWrite_areTheseAndNoOthers() {
    assertEquals(
        Set.of(
            "User:c tributary-dispatch-r1",
            "User:c tributary-dispatch-r2",
            "User:c tributary-statements",
            "User:n1 tributary-mpc-n1-n2",
            "User:n1 tributary-statements",
            "User:n1 tributary-sums-n1",
            "User:n2 tributary-mpc-n2-n1",
            "User:n2 tributary-statements",
            "User:n2 tributary-sums-n2",
            "User:r1 tributary-shares-r1-n1",
            "User:r1 tributary-shares-r1-n2",
            "User:r1 tributary-statements",
            "User:r2 tributary-shares-r2-n1",
            "User:r2 tributary-shares-r2-n2",
            "User:r2 tributary-statements"),
        rights(AclOperation.WRITE, ResourceType.TOPIC));
  }

  @Test
  @Tag("threat-28")
  void rights_toTransactions_areForTheOwnIdOnly() {
    Set<String> own = Set.of("User:c c", "User:n1 n1", "User:n2 n2", "User:r1 r1", "User:r2 r2");
    assertEquals(own, rights(AclOperation.WRITE, ResourceType.TRANSACTIONAL_ID));
    assertEquals(own, rights(AclOperation.DESCRIBE, ResourceType.TRANSACTIONAL_ID));
  }

  @Test
  void rights_ofAnyKind_areExactAndOnTopicsAndTransactionsAlone() {
    plan.rights()
        .forEach(
            right -> {
              assertEquals(PatternType.LITERAL, right.pattern().patternType());
              assertEquals(AclPermissionType.ALLOW, right.entry().permissionType());
              assertTrue(
                  Set.of(ResourceType.TOPIC, ResourceType.TRANSACTIONAL_ID)
                      .contains(right.pattern().resourceType()));
              assertTrue(
                  Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE)
                      .contains(right.entry().operation()));
            });
  }

  @Test
  void sizes_ofTopics_fitWhatTheyCarry() {
    assertTrue(TopicPlan.maxRecordBytes("tributary-shares-r1-n1") >= 512 << 10);
    assertTrue(TopicPlan.maxRecordBytes("tributary-shares-r1-n1") < 1 << 20);
    assertEquals(16 << 20, TopicPlan.maxRecordBytes("tributary-statements"));
  }

  @Test
  void federation_withAPartyTwice_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Federation(id("c"), id("s"), List.of(id("r1")), List.of(id("r1")), 9));
  }

  @Test
  void federation_withTooFewLanes_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Federation(id("c"), id("s"), List.of(id("r1")), List.of(id("n1")), 2));
  }

  private Set<String> rights(AclOperation operation, ResourceType type) {
    return plan.rights().stream()
        .filter(r -> r.entry().operation() == operation && r.pattern().resourceType() == type)
        .map(r -> r.entry().principal() + " " + r.pattern().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static PartyId id(String name) {
    return new PartyId(name);
  }
}

package io.tributary.relay;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Topics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What a federation needs at its relay, computed from its parties: topics with their partitions and
 * sizes, and who may read and write what. Whatever is not in the plan is denied.
 */
public final class TopicPlan {
  /** One topic. */
  public record Topic(String name, int partitions, int maxRecordBytes) {}

  private final SortedMap<String, Topic> topics = new TreeMap<>();
  private final Set<AclBinding> rights = new LinkedHashSet<>();

  private TopicPlan() {}

  /** Computes the plan. */
  public static TopicPlan of(Federation federation) {
    TopicPlan plan = new TopicPlan();
    plan.topic(Topics.STATEMENTS, federation.lanes());
    federation.repositories().forEach(r -> plan.repository(r, federation));
    federation.nodes().forEach(n -> plan.node(n, federation));
    plan.coordinator(federation);
    plan.may(federation.sink(), AclOperation.READ, Topics.STATEMENTS);
    return plan;
  }

  public List<Topic> topics() {
    return List.copyOf(topics.values());
  }

  public Set<AclBinding> rights() {
    return Set.copyOf(rights);
  }

  /** The largest value a topic takes. */
  static int maxRecordBytes(String topic) {
    return topic.startsWith("tributary-shares-")
        ? KafkaSettings.MAX_CHUNK_BYTES
        : KafkaSettings.MAX_RECORD_BYTES;
  }

  private void repository(PartyId repository, Federation federation) {
    topic(Topics.dispatch(repository), 1);
    may(repository, AclOperation.READ, Topics.dispatch(repository));
    writer(repository);
    for (PartyId node : federation.nodes()) {
      topic(Topics.shares(repository, node), 1);
      may(repository, AclOperation.WRITE, Topics.shares(repository, node));
      may(node, AclOperation.READ, Topics.shares(repository, node));
    }
  }

  private void node(PartyId node, Federation federation) {
    topic(Topics.sums(node), 1);
    may(node, AclOperation.READ, Topics.STATEMENTS);
    may(node, AclOperation.WRITE, Topics.sums(node));
    writer(node);
    may(federation.coordinator(), AclOperation.READ, Topics.sums(node));
    for (PartyId other : federation.nodes()) {
      if (!other.equals(node)) {
        topic(Topics.mpc(node, other), 1);
        may(node, AclOperation.WRITE, Topics.mpc(node, other));
        may(other, AclOperation.READ, Topics.mpc(node, other));
      }
    }
  }

  private void coordinator(Federation federation) {
    PartyId coordinator = federation.coordinator();
    may(coordinator, AclOperation.READ, Topics.STATEMENTS);
    writer(coordinator);
    federation
        .repositories()
        .forEach(r -> may(coordinator, AclOperation.WRITE, Topics.dispatch(r)));
  }

  /** May speak: statements, in transactions under its own id alone. */
  private void writer(PartyId party) {
    may(party, AclOperation.WRITE, Topics.STATEMENTS);
    for (AclOperation operation : List.of(AclOperation.WRITE, AclOperation.DESCRIBE)) {
      allow(party, operation, ResourceType.TRANSACTIONAL_ID, party.name());
    }
  }

  private void topic(String name, int partitions) {
    topics.put(name, new Topic(name, partitions, maxRecordBytes(name)));
  }

  private void may(PartyId party, AclOperation operation, String topic) {
    allow(party, operation, ResourceType.TOPIC, topic);
    allow(party, AclOperation.DESCRIBE, ResourceType.TOPIC, topic);
  }

  private void allow(PartyId party, AclOperation operation, ResourceType type, String name) {
    rights.add(
        new AclBinding(
            new ResourcePattern(type, name, PatternType.LITERAL),
            new AccessControlEntry("User:" + party, "*", operation, AclPermissionType.ALLOW)));
  }
}

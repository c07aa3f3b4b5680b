package io.tributary.relay;

import io.tributary.party.config.KafkaConfig;
import io.tributary.protocol.port.BusException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Brings a relay to a plan: makes missing topics, raises partitions, grants what is missing and
 * takes back what is not in the plan. Applying a plan twice changes nothing. Topics are never
 * deleted here.
 */
public final class Provisioner implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final long RETENTION_MS = 14L * 24 * 60 * 60 * 1000;

  private final Admin admin;

  private Provisioner(Admin admin) {
    this.admin = admin;
  }

  /** Connects as a super user of the relay. */
  public static Provisioner connect(KafkaConfig config) {
    return new Provisioner(Admin.create(KafkaSettings.common("provisioning", config)));
  }

  /** Waits until the relay answers; {@link BusException} if it does not in time. */
  public void awaitReady() {
    wait(admin.describeCluster().nodes());
  }

  /** Applies the plan. */
  public void apply(TopicPlan plan) {
    topics(plan);
    rights(plan.rights());
    awaitEffect(plan);
  }

  @Override
  public void close() {
    admin.close();
  }

  /** The controller has accepted; what clients meet is the broker, which follows a little later. */
  private void awaitEffect(TopicPlan plan) {
    Set<String> names =
        plan.topics().stream().map(TopicPlan.Topic::name).collect(Collectors.toSet());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!wait(admin.listTopics().names()).containsAll(names)
        || !Set.copyOf(granted()).equals(plan.rights())) {
      if (System.nanoTime() - deadline > 0) {
        throw new BusException("the relay took the plan but does not act on it", true, null);
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  private Collection<AclBinding> granted() {
    return wait(admin.describeAcls(AclBindingFilter.ANY).values());
  }

  private void topics(TopicPlan plan) {
    Set<String> there = wait(admin.listTopics().names());
    List<NewTopic> fresh =
        plan.topics().stream()
            .filter(t -> !there.contains(t.name()))
            .map(Provisioner::newTopic)
            .toList();
    wait(admin.createTopics(fresh).all());
    raise(plan.topics().stream().filter(t -> there.contains(t.name())).toList());
  }

  private void raise(List<TopicPlan.Topic> older) {
    Map<String, TopicDescription> found =
        wait(
            admin
                .describeTopics(older.stream().map(TopicPlan.Topic::name).toList())
                .allTopicNames());
    Map<String, NewPartitions> more = new HashMap<>();
    for (TopicPlan.Topic topic : older) {
      if (found.get(topic.name()).partitions().size() < topic.partitions()) {
        more.put(topic.name(), NewPartitions.increaseTo(topic.partitions()));
      }
    }
    wait(admin.createPartitions(more).all());
  }

  private void rights(Set<AclBinding> planned) {
    Collection<AclBinding> found = granted();
    List<AclBindingFilter> surplus =
        found.stream()
            .filter(b -> !planned.contains(b))
            .map(AclBinding::toFilter)
            .collect(Collectors.toList());
    List<AclBinding> lacking = new ArrayList<>(planned);
    lacking.removeAll(found);
    wait(admin.deleteAcls(surplus).all());
    wait(admin.createAcls(lacking).all());
  }

  private static NewTopic newTopic(TopicPlan.Topic topic) {
    int bytes = topic.maxRecordBytes() + KafkaSettings.OVERHEAD;
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
        .configs(
            Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes),
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(RETENTION_MS)));
  }

  private static <T> T wait(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new BusException(
          "the relay could not be provisioned (" + e.getCause().getClass().getSimpleName() + ")",
          e.getCause() instanceof org.apache.kafka.common.errors.RetriableException,
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusException("provisioning was interrupted", false, e);
    }
  }
}

package io.tributary.broker;

import io.tributary.party.config.StrictConfig;
import io.tributary.party.process.ProcessMain;
import io.tributary.relay.Provisioner;
import io.tributary.relay.TopicPlan;

/** Brings a running relay to a federation's plan, and exits. */
public final class ProvisionMain {
  private ProvisionMain() {}

  public static void main(String[] args) {
    ProcessMain.run(
        "provision",
        args,
        process -> {
          ProvisionConfig config = StrictConfig.load(process.config(), ProvisionConfig.class);
          try (Provisioner provisioner = Provisioner.connect(config.kafka())) {
            provisioner.apply(TopicPlan.of(config.federation().parties()));
          }
          process.done();
        });
  }
}

package io.tributary.broker;

import io.tributary.party.config.StrictConfig;
import io.tributary.party.process.ProcessMain;
import java.util.Map;

/** The broker process. Its ready line names {@code bootstrap}. */
public final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] args) {
    ProcessMain.run(
        "broker",
        args,
        process -> {
          BrokerConfig config = StrictConfig.load(process.config(), BrokerConfig.class);
          Broker broker = process.closing(Broker.start(config));
          process.ready(config.party().name(), Map.of("bootstrap", broker.bootstrap()));
        });
  }
}

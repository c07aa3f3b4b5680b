package io.tributary.party.process;

import io.tributary.party.config.StrictConfig;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** A process that does what its config says. */
final class SampleMain {
  /** How it ends. */
  enum End {
    NEVER,
    THROW,
    THROW_LATER,
    DONE
  }

  record SampleConfig(String party, End end) {}

  private SampleMain() {}

  public static void main(String[] args) {
    ProcessMain.run(
        "sample",
        args,
        process -> {
          SampleConfig config = StrictConfig.load(process.config(), SampleConfig.class);
          process.closing(() -> System.err.println("closed first"));
          process.closing(() -> System.err.println("closed last"));
          LoggerFactory.getLogger("io.tributary.sample").info("a line for the log");
          switch (config.end()) {
            case THROW -> throw new IllegalStateException("secret row value");
            case THROW_LATER -> new Thread(SampleMain::fail, "later").start();
            case DONE -> process.done();
            case NEVER -> process.ready(config.party(), Map.of("port", 7));
          }
        });
  }

  private static void fail() {
    throw new IllegalArgumentException("secret row value");
  }
}

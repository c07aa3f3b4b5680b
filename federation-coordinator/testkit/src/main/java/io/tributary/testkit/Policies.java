package io.tributary.testkit;

import io.tributary.party.config.StrictConfig;
import io.tributary.party.policy.Policy;
import java.nio.file.Path;

/** Policies of repositories in tests. */
public final class Policies {
  /** One that allows everybody everything, at any time, unasked. */
  public static final String ALLOW_ALL =
      """
      minimum: {organisations: 2, subjects: 1}
      tables:
        rows: {columns: ["*"], consent: not-required, reason: "made up"}
      rules:
        - name: everything
          askers: ["*"]
          jobs: ["*"]
          purposes: ["*"]
          tables: ["*"]
          hours: {days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", zone: UTC}
          runs: {most: 1000000, per: week}
          approval: automatic
      """;

  static final Policy OPEN = read(ALLOW_ALL);

  private Policies() {}

  /** Reads a policy as an agent does. */
  public static Policy read(String yaml) {
    return StrictConfig.parse(yaml, Path.of("."), Policy.class);
  }
}

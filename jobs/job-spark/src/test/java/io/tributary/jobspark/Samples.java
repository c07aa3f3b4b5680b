package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import java.nio.charset.StandardCharsets;

/** Small jobs over one table {@code t}. */
final class Samples {
  static final String COLUMNS =
      """
      name: sample
      title: A sample
      inputs:
        t:
          columns:
            grp: {type: string}
            code: {type: int, bounds: [0, 9]}
            flag: {type: boolean}
            day: {type: date}
            small: {type: int, bounds: [-1000, 1000]}
            price: {type: "decimal(12,2)", bounds: [-5000, 100000]}
            rate: {type: "decimal(4,3)", bounds: [0, 1]}
            huge: {type: "decimal(18,0)", bounds: [0, 900000000000000000]}
            sure: {type: bigint, nullable: false, bounds: [0, 1000000000000]}
      limits: {rows: 1000000, seconds: 60}
      repositories: {minimum: 2, maximum: 100}
      """;

  private Samples() {}

  static JobDefinition job(String more) {
    return parse(COLUMNS + more);
  }

  static JobDefinition parse(String yaml) {
    return JobDefinition.parse(yaml.getBytes(StandardCharsets.UTF_8));
  }
}

package io.tributary.protocol.fake;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.statement.RunRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** Requests for tests. */
public final class Requests {
  private Requests() {}

  /** A digest that stands for a name. */
  public static Digest digest(String name) {
    return Digests.sha256(name.getBytes(StandardCharsets.UTF_8));
  }

  /** No parameters, with a fixed salt. */
  public static Parameters noParameters() {
    return new Parameters(new TreeMap<>(), digest("salt"));
  }

  /** A request to all of a roster, 120 s for contributions and 240 s in all. */
  public static RunRequest all(Roster roster, Digest job, Parameters parameters, long now) {
    return of(job, parameters, roster.repositories(), roster.nodes(), 0, now);
  }

  /** A request to these parties, sealed to nobody in particular; so many nodes may be missing. */
  public static RunRequest of(
      Digest job,
      Parameters parameters,
      List<PartyId> repositories,
      List<PartyId> nodes,
      int faults,
      long now) {
    return new RunRequest(
        job,
        parameters.digest(),
        repositories,
        nodes,
        digest("result key"),
        parameters.purposeDigest(),
        now + 120,
        now + 240,
        digest("nonce " + job + now),
        0,
        faults);
  }
}

package io.tributary.agent;

import io.tributary.party.policy.Policy.Rule;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.statement.RefusalCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How often an organisation has been answered under a rule. Counted in the transaction that accepts
 * a run, so that a restart forgets none; by organisation, so that more keys buy no more runs
 * (PROTOCOL 6.3, step 12).
 */
final class RunsAllowed {
  private static final String TABLE = "runs-of-askers";

  private RunsAllowed() {}

  /** The refusal, if the period that ends now has as many runs as the rule allows. */
  static Optional<Verdict.Refuse> refusal(Tx tx, Digest organisation, Rule rule, long now) {
    long since = now - rule.runs().per().seconds();
    long had =
        tx.scan(TABLE, prefix(organisation, rule)).values().stream()
            .filter(at -> ByteBuffer.wrap(at).getLong() > since)
            .count();
    return had < rule.runs().most()
        ? Check.pass()
        : Check.no(
            RefusalCode.RUNS,
            "the asker's organisation has had "
                + had
                + " runs under rule '"
                + rule.name()
                + "', which allows "
                + rule.runs().most());
  }

  static void count(Tx tx, Digest organisation, Rule rule, RunView view, long now) {
    byte[] at = ByteBuffer.allocate(Long.BYTES).putLong(now).array();
    tx.putIfAbsent(TABLE, prefix(organisation, rule) + view.run(), at);
  }

  private static String prefix(Digest organisation, Rule rule) {
    // A name may hold anything, a prefix must not.
    Digest name = Digests.sha256(rule.name().getBytes(StandardCharsets.UTF_8));
    return organisation + "/" + name + "/";
  }
}

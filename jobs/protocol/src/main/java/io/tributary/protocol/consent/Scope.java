package io.tributary.protocol.consent;

import io.tributary.protocol.id.Digest;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a grant is for: {@code *}, everything that the policy lets pass; {@code job:NAME}, or {@code
 * job:0x…} for exactly this content; {@code purpose:WORDS}.
 */
public final class Scope {
  /** Everything. */
  public static final String ALL = "*";

  private static final Pattern FORM =
      Pattern.compile(
          "\\*|job:[a-z0-9][a-z0-9-]{0,62}|job:0x[0-9a-f]{64}|purpose:\\S(.{0,198}\\S)?");

  private Scope() {}

  /** A scope that is one; else an error that says how one is written. */
  public static String check(String scope) {
    if (!FORM.matcher(scope).matches()) {
      throw new IllegalArgumentException(
          "a grant is for *, job:NAME, job:0x… (64 digits) or purpose:WORDS");
    }
    return scope;
  }

  /** The scopes that a run falls under; a grant of any of them is enough. */
  public static Set<String> of(String job, Digest jobDigest, String purpose) {
    Set<String> scopes = new TreeSet<>(Set.of(ALL, "job:" + job, "job:" + jobDigest.hex()));
    if (!purpose.isEmpty()) {
      scopes.add("purpose:" + purpose);
    }
    return scopes;
  }
}

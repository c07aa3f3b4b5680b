package io.tributary.protocol.consent;

import java.time.Instant;
import java.util.Optional;

/**
 * A person's word that rows about them may count.
 *
 * @param id of this grant, in the repository that keeps it
 * @param subject as the subject column of the tables has it, as text
 * @param scope what it is for: see {@link Scope}
 * @param from first moment at which it counts
 * @param until first moment at which it counts no more
 * @param recorded when the repository wrote it down
 * @param withdrawn when the person took it back
 */
public record Grant(
    String id,
    String subject,
    String scope,
    Instant from,
    Optional<Instant> until,
    Instant recorded,
    Optional<Instant> withdrawn) {
  private static final int LONGEST_SUBJECT = 256;

  public Grant {
    if (subject.isEmpty()
        || subject.length() > LONGEST_SUBJECT
        || subject.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a subject is 1 to " + LONGEST_SUBJECT + " characters, none of them a control character");
    }
    Scope.check(scope);
    if (until.filter(end -> !end.isAfter(from)).isPresent()) {
      throw new IllegalArgumentException("a grant ends after it begins");
    }
  }

  /** Whether it counts for one of these scopes at this moment. */
  public boolean holds(java.util.Set<String> scopes, Instant at) {
    return withdrawn.isEmpty()
        && scopes.contains(scope)
        && !from.isAfter(at)
        && until.filter(end -> !end.isAfter(at)).isEmpty();
  }

  /** The same, taken back. */
  public Grant withdrawn(Instant at) {
    return new Grant(id, subject, scope, from, until, recorded, Optional.of(at));
  }
}

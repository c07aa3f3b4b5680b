package io.tributary.auditor;

import io.tributary.auditor.AuditReport.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs checks and keeps what they found. Whatever a check throws, it has failed. */
final class Recorder {
  private final List<Check> checks = new ArrayList<>();

  /** Runs a check that later ones build on; empty if it failed. */
  <T> Optional<T> find(String name, Supplier<Finding<T>> check) {
    try {
      Finding<T> finding = check.get();
      checks.add(new Check(name, true, Optional.empty(), finding.detail()));
      return Optional.of(finding.value());
    } catch (AuditFault fault) {
      checks.add(new Check(name, false, Optional.of(fault.leaf()), fault.getMessage()));
    } catch (RuntimeException e) {
      // Not a case that a check knows: it fails closed, and says what happened.
      checks.add(new Check(name, false, Optional.empty(), "could not be checked: " + e));
    }
    return Optional.empty();
  }

  /** Runs a check. */
  boolean run(String name, Supplier<String> check) {
    return find(name, () -> new Finding<>(true, check.get())).isPresent();
  }

  /** Notes a check that could not be made. */
  void skip(String name, String why) {
    checks.add(new Check(name, false, Optional.empty(), "not checked: " + why));
  }

  List<Check> checks() {
    return List.copyOf(checks);
  }
}

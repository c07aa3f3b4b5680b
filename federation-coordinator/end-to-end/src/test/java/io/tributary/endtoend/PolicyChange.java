package io.tributary.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A repository's policy with one thing changed, until it is closed. */
final class PolicyChange implements AutoCloseable {
  private final String repository;
  private final Path file;
  private final String before;

  /** The agent reads it at its next decision. */
  PolicyChange(Stage stage, String repository, String old, String changed) throws IOException {
    this.repository = repository;
    this.file = stage.home().party(repository).resolve("policy.yaml");
    this.before = Files.readString(file);
    if (!before.contains(old)) {
      throw new IllegalArgumentException("the policy of " + repository + " has no " + old);
    }
    write(before.replace(old, changed));
  }

  String repository() {
    return repository;
  }

  /** Whole at any moment: with half a policy the agent answers nobody. */
  private void write(String policy) throws IOException {
    Path draft = Files.writeString(file.resolveSibling("policy.draft"), policy);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    write(before);
  }
}

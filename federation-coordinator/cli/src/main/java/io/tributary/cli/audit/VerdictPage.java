package io.tributary.cli.audit;

import io.tributary.auditor.AuditPage;
import io.tributary.auditor.Deposits;
import io.tributary.auditor.RunVerdict;
import io.tributary.cli.error.HomeErrors;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * An index with everything about every run below it, in one file. The sections wait in a file
 * beside it until the index is whole.
 */
final class VerdictPage implements VerdictOutput {
  private final Path file;
  private final Path draft;
  private final Path rest;
  private final Writer index;
  private final Writer sections;

  private VerdictPage(Path file, Path draft, Path rest) throws IOException {
    this.file = file;
    this.draft = draft;
    this.rest = rest;
    this.index = Files.newBufferedWriter(draft, StandardCharsets.UTF_8);
    this.sections = Files.newBufferedWriter(rest, StandardCharsets.UTF_8);
    index.write(AuditPage.top("Audit of a ledger's runs"));
    index.write(AuditPage.head());
  }

  /** Fails at once where the page cannot be written. */
  static VerdictPage to(Path file) {
    Path target = file.toAbsolutePath().normalize();
    String name = target.getFileName().toString();
    try {
      return new VerdictPage(
          target, target.resolveSibling(name + ".new"), target.resolveSibling(name + ".sections"));
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(file, e);
    }
  }

  /** A page that is whole already. */
  static void write(Path file, String page) {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(page);
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(file, e);
    }
  }

  @Override
  public void add(RunVerdict verdict) {
    try {
      index.write(AuditPage.row(verdict));
      sections.write(AuditPage.section(verdict));
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(file, e);
    }
  }

  @Override
  public void end(Tally tally, Optional<Deposits> deposits) {
    try {
      sections.close();
      index.write(
          deposits
              .map(found -> AuditPage.foot(tally.words(), found))
              .orElseGet(() -> AuditPage.foot(tally.words())));
      try (var in = Files.newBufferedReader(rest, StandardCharsets.UTF_8)) {
        in.transferTo(index);
      }
      index.write(AuditPage.bottom());
      index.close();
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      Files.delete(rest);
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(file, e);
    }
  }
}

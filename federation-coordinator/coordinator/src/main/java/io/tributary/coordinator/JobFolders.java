package io.tributary.coordinator;

import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.port.Store;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.StatementJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the job folders an operator has laid out onto the shelf: the files, and approvals/*.json.
 */
final class JobFolders {
  private static final Logger LOG = LoggerFactory.getLogger(JobFolders.class);

  private JobFolders() {}

  /** Publishes every vetted folder; one that is not vetted is named and passed over. */
  static void publish(Path jobs, Store store, JobShelf shelf, long now) throws IOException {
    if (!Files.isDirectory(jobs)) {
      return;
    }
    for (Path folder : children(jobs)) {
      String name = String.valueOf(folder.getFileName());
      if (!Files.isDirectory(folder.resolve("approvals"), LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      try {
        JobShelf.Shelved shelved = new JobShelf.Shelved(JobPackage.read(folder), approvals(folder));
        store.transact(
            tx -> {
              shelf.publish(tx, name, shelved, now);
              return true;
            });
      } catch (ProtocolException | JobException e) {
        LOG.warn("job folder {} is passed over: {}", name, e.getMessage());
      }
    }
  }

  private static List<Signed<Approval>> approvals(Path folder) throws IOException {
    List<Signed<Approval>> approvals = new ArrayList<>();
    for (Path file : children(folder.resolve("approvals"))) {
      if (file.toString().endsWith(".json")) {
        approvals.add(
            StatementJson.readSigned(
                Approval.class, CanonicalJson.parseAny(Files.readAllBytes(file))));
      }
    }
    return approvals;
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}

package io.tributary.cli.command;

import io.tributary.cli.error.Exit;
import io.tributary.cli.home.Federation;
import io.tributary.cli.output.Table;
import io.tributary.cli.query.Session;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.port.Ledger;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** What may be asked in a federation: its vetted jobs. */
@Command(name = "catalog", description = "Show the vetted jobs of the federation.")
public final class CatalogCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Override
  public Integer call() {
    Federation federation = Federation.read(root.home());
    try (Session session = Session.open(root.home(), federation, "alice")) {
      Table.Builder table = Table.of("job", "asks", "parameters", "minimum", "vetted until");
      for (String name : session.jobs()) {
        JobPackage job = session.job(name);
        JobDefinition definition = job.definition();
        Optional<Ledger.JobRecord> record = session.ledger().job(job.digest());
        table.row(
            name,
            definition.title(),
            String.join(
                " ", definition.parameters().stream().map(JobDefinition.Parameter::name).toList()),
            definition.repositories().minimum(),
            record
                .filter(r -> !r.revoked())
                .map(r -> Instant.ofEpochSecond(r.expires()).toString())
                .orElse("not vetted"));
      }
      root.print(table.build());
    }
    root.console().next("tributary run JOB --wait");
    return Exit.OK.code();
  }
}

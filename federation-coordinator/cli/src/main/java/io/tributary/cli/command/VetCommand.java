package io.tributary.cli.command;

import io.tributary.cli.error.Exit;
import io.tributary.cli.home.Federation;
import io.tributary.cli.local.Installation;
import io.tributary.cli.local.Vetting;
import io.tributary.cli.output.Table;
import io.tributary.cli.query.Catalogue;
import io.tributary.cli.query.Session;
import io.tributary.protocol.job.JobPackage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Has the local vetters sign a job. */
@Command(
    name = "vet",
    description = "Have the vetters of a local federation sign a job, and publish it.")
public final class VetCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Parameters(paramLabel = "JOB", description = "Its name in the catalogue, or its folder.")
  private String job;

  @Override
  public Integer call() {
    Federation federation = Federation.read(root.home());
    Catalogue catalogue = Catalogue.in(Installation.current().catalogue());
    JobPackage found = Catalogue.read(catalogue.folder(job));
    Vetting.requireKeys(root.home());
    Vetting.in(root.home(), federation, Session.domain(federation)).vet(found);
    String name = found.definition().name();
    root.print(Table.of("job", "digest").row(name, found.digest().hex()).build());
    root.console().next("tributary run " + name + " --wait");
    return Exit.OK.code();
  }
}

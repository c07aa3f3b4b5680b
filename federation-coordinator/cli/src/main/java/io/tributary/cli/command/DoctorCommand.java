package io.tributary.cli.command;

import io.tributary.cli.error.Exit;
import io.tributary.cli.local.Doctor;
import io.tributary.cli.local.Installation;
import io.tributary.cli.output.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Whether this machine can run a federation. */
@Command(name = "doctor", description = "Check Java, Node.js, built parts, ports, disk and memory.")
public final class DoctorCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Override
  public Integer call() {
    List<Doctor.Finding> findings = Doctor.examine(Installation.current(), root.home());
    Table.Builder table = Table.of("check", "state", "found", "fix");
    findings.forEach(f -> table.row(f.check(), f.ok() ? "ok" : "bad", f.found(), f.fix()));
    root.print(table.build());
    return findings.stream().allMatch(Doctor.Finding::ok) ? Exit.OK.code() : Exit.FAILED.code();
  }
}

package io.tributary.agent;

import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.port.CellComputer;
import io.tributary.protocol.statement.RefusalCode;
import java.util.Optional;

/**
 * Is the compiled form what this agent's own compiler makes of the SQL, are the parameters what the
 * job declares, and are its tables here (PROTOCOL 6.3, steps 8 to 10)? Comes last: only here is
 * anything that may wake Spark.
 */
final class JobCheck implements Check {
  private final CellComputer computer;

  JobCheck(CellComputer computer) {
    this.computer = computer;
  }

  @Override
  public Optional<Verdict.Refuse> refusal(RunView view, long now) {
    JobPackage job = view.job();
    try {
      if (!computer.compile(job).digest().equals(job.compiled().digest())) {
        return Check.no(
            RefusalCode.MALFORMED, "compiled.json is not what this agent compiles from query.sql");
      }
      ParameterValues.check(job.definition(), view.dispatch().parameters().values());
    } catch (JobException e) {
      return Check.no(RefusalCode.MALFORMED, e.getMessage());
    }
    return computer
        .check(job.definition())
        .problem()
        .map(problem -> new Verdict.Refuse(RefusalCode.SCHEMA, problem));
  }
}

package io.tributary.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.home.Home;
import io.tributary.cli.local.Installation;
import io.tributary.cli.local.SparkTool;
import io.tributary.protocol.job.JobPackage;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedMap;

/**
 * What a federated run is measured against: a process like a repository's own, with one Delta table
 * that holds everybody's rows, in which the author's SQL runs as it stands.
 */
final class PlainSpark implements AutoCloseable {
  private final SparkTool tool;
  private final Home home;
  private final Collection<String> repositories;

  PlainSpark(Installation installation, Home home, Collection<String> repositories) {
    this.home = home;
    this.repositories = repositories;
    this.tool = SparkTool.start(installation, home.party("plain-spark"), SparkTool.agentOptions());
  }

  long pid() {
    return tool.pid();
  }

  /** Seconds from the SQL text to the collected rows. */
  double seconds(JobPackage job, SortedMap<String, String> parameters) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    Path folder = home.jobs().resolve(job.definition().name());
    request.put("job", folder.toString()).put("into", home.tables("{repository}").toString());
    request.put("pooled", home.party("plain-spark").resolve("tables").toString());
    repositories.forEach(request.putArray("repositories")::add);
    ObjectNode values = request.putObject("parameters");
    parameters.forEach(values::put);
    return tool.call("plain", request).path("seconds").asDouble();
  }

  @Override
  public void close() {
    tool.close();
  }
}

package io.tributary.cli.operator;

import io.tributary.cli.home.Home;
import io.tributary.cli.local.Installation;
import io.tributary.cli.query.Catalogue;
import io.tributary.protocol.consent.Grant;
import io.tributary.protocol.consent.MemberReceipt.Notice;
import io.tributary.protocol.job.JobPackage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What jobs ask, in the words that their folders have for members. */
final class Notices {
  private Notices() {}

  /** By scope, for the grants that are for jobs which are known here. */
  static SortedMap<String, Notice> of(Home home, List<Grant> grants) {
    SortedMap<String, Notice> notices = new TreeMap<>();
    if (grants.stream().noneMatch(grant -> grant.scope().startsWith("job:"))) {
      return notices;
    }
    SortedMap<String, JobPackage> jobs =
        new TreeMap<>(Catalogue.in(Installation.current().catalogue()).all());
    jobs.putAll(Catalogue.in(home.jobs()).all());
    for (Map.Entry<String, JobPackage> job : jobs.entrySet()) {
      Notice notice =
          new Notice(
              job.getValue().definition().title(),
              new String(job.getValue().files().get(JobPackage.README), StandardCharsets.UTF_8));
      notices.put("job:" + job.getValue().definition().name(), notice);
      notices.put("job:" + job.getValue().digest().hex(), notice);
    }
    notices.keySet().removeIf(scope -> grants.stream().noneMatch(g -> g.scope().equals(scope)));
    return notices;
  }
}

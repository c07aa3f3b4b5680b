package io.tributary.party.policy;

import io.tributary.party.config.Default;
import io.tributary.party.config.StrictConfig;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A repository's policy file. Closed: a request that no rule allows is refused, and every key must
 * be written. The word {@value #ANY} stands for any, and must be written, too.
 *
 * @param minimum what every job must promise, whoever asks
 * @param tables what may be read at all, by the names jobs use
 * @param rules the first that fits a request decides
 */
public record Policy(Minimum minimum, Map<String, Table> tables, List<Rule> rules) {
  /** Stands for any asker, job, purpose, table or column. */
  public static final String ANY = "*";

  public Policy {
    HashSet<String> names = new HashSet<>();
    for (Rule rule : rules) {
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException("rules: two rules have the same name");
      }
      rule.tables().stream()
          .filter(table -> !table.equals(ANY) && !tables.containsKey(table))
          .findFirst()
          .ifPresent(
              table -> {
                throw new IllegalArgumentException(
                    "rules: '" + rule.name() + "' allows a table that 'tables' does not describe");
              });
    }
  }

  /** Reads a policy file; all mistakes are told at once. */
  public static Policy load(Path file) {
    return StrictConfig.load(file, Policy.class);
  }

  /**
   * What every job must promise.
   *
   * @param organisations that must contribute before anything opens
   * @param subjects that a group must have before it opens; 1 allows jobs that show every group
   */
  public record Minimum(int organisations, int subjects) {
    public Minimum {
      if (subjects < 1) {
        throw new IllegalArgumentException(
            "subjects: write how many a group needs before anybody reads it, say 10; 1 allows jobs"
                + " that show every group");
      }
      if (organisations < 2) {
        throw new IllegalArgumentException(
            "organisations: write 2 or more; over one organisation alone, an answer is its own");
      }
    }
  }

  /** Whether people decide over their own rows. */
  public enum Consent {
    /** Rows without a grant in force are left out. */
    REQUIRED,
    /** All rows count; the policy says why. */
    NOT_REQUIRED
  }

  /**
   * A table.
   *
   * @param columns that jobs may read
   * @param subject column that says whose row a row is
   * @param reason why nobody has to be asked, where consent is not required
   * @param budget what jobs with noise may cost; without one none is answered
   */
  public record Table(
      List<String> columns,
      Optional<String> subject,
      Consent consent,
      Optional<String> reason,
      Optional<Budget> budget) {
    public Table {
      if (consent == Consent.REQUIRED && subject.isEmpty()) {
        throw new IllegalArgumentException(
            "subject: consent is required, so name the column that says whose row a row is");
      }
      if (consent == Consent.NOT_REQUIRED && reason.filter(r -> !r.isBlank()).isEmpty()) {
        throw new IllegalArgumentException(
            "reason: consent is not required, so write down why nobody has to be asked");
      }
    }

    boolean allows(String column) {
      return columns.contains(ANY) || columns.contains(column);
    }
  }

  /** How a request that fits becomes an acceptance. */
  public enum Approval {
    AUTOMATIC,
    /** A person says yes, run by run. */
    MANUAL
  }

  /**
   * One thing that is allowed.
   *
   * @param name for logs and people
   * @param askers queriers by their ids on the ledger's roster
   * @param organisations any querier of these organisations may ask, too
   * @param jobs by name, or by digest where exactly this content is meant
   * @param vetters all of these have signed the job, besides what the ledger asks for
   * @param purposes in the words in which they are stated
   * @param tables of {@link Policy#tables}
   * @param hours when it may be asked
   * @param runs how often, by one organisation
   * @param approval whether a person decides on each run
   */
  public record Rule(
      String name,
      @Default("[]") List<String> askers,
      @Default("[]") List<String> organisations,
      List<String> jobs,
      @Default("[]") List<PartyId> vetters,
      List<String> purposes,
      List<String> tables,
      Hours hours,
      RunLimit runs,
      Approval approval) {
    public Rule {
      if (name.isBlank()) {
        throw new IllegalArgumentException("name: call the rule something");
      }
      if (askers.isEmpty() && organisations.isEmpty()) {
        throw new IllegalArgumentException("askers: name somebody, here or under organisations");
      }
      if (jobs.isEmpty() || purposes.isEmpty() || tables.isEmpty()) {
        throw new IllegalArgumentException(
            "jobs, purposes and tables: name at least one of each; a rule without allows nothing");
      }
      if (askers.stream().anyMatch(a -> !a.equals(ANY) && !isParty(a))) {
        throw new IllegalArgumentException("askers: these are ids of parties, or \"*\" for any");
      }
    }

    private static boolean isParty(String id) {
      try {
        return new PartyId(id).name().equals(id);
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    boolean names(PartyId asker, Digest organisation) {
      return askers.contains(ANY)
          || askers.contains(asker.name())
          || organisations.stream()
              .map(o -> Digests.keccak256(o.getBytes(StandardCharsets.UTF_8)))
              .anyMatch(organisation::equals);
    }
  }

  /** What runs are counted by. */
  public enum Period {
    HOUR(3600),
    DAY(24 * 3600),
    WEEK(7 * 24 * 3600);

    private final long seconds;

    Period(long seconds) {
      this.seconds = seconds;
    }

    public long seconds() {
      return seconds;
    }
  }

  /**
   * How many runs an organisation gets.
   *
   * @param per the period that ends now
   */
  public record RunLimit(int most, Period per) {
    public RunLimit {
      if (most < 1) {
        throw new IllegalArgumentException(
            "most: write 1 or more; to allow none, leave the rule out");
      }
    }
  }
}

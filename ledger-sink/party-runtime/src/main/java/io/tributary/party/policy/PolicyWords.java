package io.tributary.party.policy;

import io.tributary.party.policy.Policy.Consent;
import io.tributary.party.policy.Policy.Rule;
import io.tributary.party.policy.Policy.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A policy in sentences, to be read aloud. */
public final class PolicyWords {
  private PolicyWords() {}

  /** One paragraph a sentence. */
  public static List<String> of(Policy policy) {
    List<String> words = new ArrayList<>();
    words.add("Whatever is not said here is refused.");
    words.add(
        "No job is answered that opens with fewer than "
            + policy.minimum().organisations()
            + " contributing organisations.");
    words.add(
        policy.minimum().subjects() == 1
            ? "Jobs may show every group, however small, if they say so."
            : "No job is answered that shows groups of fewer than "
                + policy.minimum().subjects()
                + " subjects.");
    for (Map.Entry<String, Table> table : new TreeMap<>(policy.tables()).entrySet()) {
      words.add(table(table.getKey(), table.getValue()));
    }
    policy.rules().forEach(rule -> words.add(rule(rule)));
    if (policy.rules().isEmpty()) {
      words.add("There are no rules: nobody is answered.");
    }
    return words;
  }

  private static String table(String name, Table table) {
    String columns =
        table.columns().contains(Policy.ANY)
            ? "all columns"
            : "the columns " + String.join(", ", table.columns());
    String consent =
        table.consent() == Consent.REQUIRED
            ? "rows count only where the person in column "
                + table.subject().orElseThrow()
                + " has granted it."
            : "nobody has to be asked, because: " + table.reason().orElseThrow();
    String words = "Of table " + name + ", jobs may read " + columns + "; " + consent;
    String end = words.endsWith(".") ? "" : ".";
    return words + table.budget().map(budget -> end + budget(budget)).orElse("");
  }

  private static String budget(Budget budget) {
    String period =
        budget.per() == Budget.Span.EVER
            ? "in all"
            : "in any " + budget.per().name().toLowerCase(Locale.ROOT);
    return " Jobs with noise may cost its people a privacy loss of rho "
        + budget.rho().toPlainString()
        + " "
        + period
        + ", of which one organisation may ask "
        + budget.organisation().toPlainString()
        + ".";
  }

  private static String rule(Rule rule) {
    StringBuilder words = new StringBuilder("Rule '" + rule.name() + "': ");
    words.append(who(rule)).append(" may ask ").append(any(rule.jobs(), "any vetted job"));
    if (!rule.vetters().isEmpty()) {
      words.append(" that ").append(list(rule.vetters().stream().map(v -> v.name()).toList()));
      words.append(rule.vetters().size() == 1 ? " has signed" : " have signed");
    }
    words.append(" of ").append(any(rule.tables(), "any table above"));
    words.append(", for ").append(any(quoted(rule.purposes()), "any purpose"));
    words.append(", ").append(hours(rule.hours()));
    words.append(", at most ").append(rule.runs().most()).append(" times an organisation in any ");
    words.append(rule.runs().per().name().toLowerCase(Locale.ROOT)).append("; ");
    words.append(
        rule.approval() == Policy.Approval.MANUAL
            ? "a person decides on each run."
            : "nobody is asked again.");
    return words.toString();
  }

  private static String who(Rule rule) {
    if (rule.askers().contains(Policy.ANY)) {
      return "anybody on the roster";
    }
    return list(
        Stream.concat(
                rule.askers().stream(), rule.organisations().stream().map(o -> "anybody of " + o))
            .toList());
  }

  private static List<String> quoted(List<String> words) {
    return words.stream().map(w -> w.equals(Policy.ANY) ? w : "'" + w + "'").toList();
  }

  private static String any(List<String> words, String any) {
    return words.contains(Policy.ANY) ? any : list(words);
  }

  private static String list(List<String> words) {
    return words.stream().collect(Collectors.joining(" or "));
  }

  private static String hours(Hours hours) {
    if (hours.days().size() == Hours.Day.values().length
        && hours.from().equals("00:00")
        && hours.to().equals("24:00")) {
      return "at any hour";
    }
    String days =
        hours.days().size() == Hours.Day.values().length
            ? "every day"
            : "on "
                + hours.days().stream()
                    .map(d -> d.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
    return days
        + " from "
        + hours.from()
        + " to "
        + hours.to()
        + (hours.from().compareTo(hours.to()) > 0 ? " of the next day" : "")
        + " ("
        + hours.zone()
        + ")";
  }
}

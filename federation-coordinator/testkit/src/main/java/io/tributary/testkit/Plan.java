package io.tributary.testkit;

import io.tributary.party.desk.OperatorDesk;
import io.tributary.protocol.fake.Faults;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.party.Party;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What a federation is made of. Change what the test is about; the rest has defaults. */
public final class Plan {
  final long seed;
  int repositories = 3;
  int nodes = 3;
  int groups = 3;
  int blockSize = 4;
  int minimum = 2;
  String rule = "all";
  String release = "{open: true, reason: \"made up\"}";
  Faults faults = Faults.NONE;
  double killRate;
  final Map<PartyId, Maker> cheats = new TreeMap<>();
  final Map<PartyId, String> organisations = new TreeMap<>();
  final Map<PartyId, List<BigInteger>> cells = new TreeMap<>();
  List<PartyId> trusted = new ArrayList<>();
  OperatorDesk desk = OperatorDesk.NOBODY;

  /** Makes a party other than the honest one. */
  @FunctionalInterface
  public interface Maker {
    Party make(Federation federation, PartyId id);
  }

  private Plan(long seed) {
    this.seed = seed;
  }

  public static Plan of(long seed) {
    return new Plan(seed);
  }

  public Plan repositories(int number) {
    repositories = number;
    return this;
  }

  public Plan nodes(int number) {
    nodes = number;
    return this;
  }

  /** Groups of the job and cells in a block; the layout has two cells a group. */
  public Plan shape(int groupCount, int cellsInBlock) {
    groups = groupCount;
    blockSize = cellsInBlock;
    return this;
  }

  public Plan minimum(int organisationsNeeded) {
    minimum = organisationsNeeded;
    return this;
  }

  public Plan rule(String repositoriesRule) {
    rule = repositoriesRule;
    return this;
  }

  /** The job's release rules, as job.yaml has them in one line. */
  public Plan release(String rules) {
    release = rules;
    return this;
  }

  public Plan faults(Faults relay) {
    faults = relay;
    return this;
  }

  /** Where operators meet their agents. */
  public Plan desk(OperatorDesk operators) {
    desk = operators;
    return this;
  }

  /** Probability of a kill at each step of each party. */
  public Plan kills(double rate) {
    killRate = rate;
    return this;
  }

  public Plan cheat(String party, Maker maker) {
    cheats.put(new PartyId(party), maker);
    return this;
  }

  /** Puts a party under an organisation that is not its own alone. */
  public Plan organisation(String party, String organisation) {
    organisations.put(new PartyId(party), organisation);
    return this;
  }

  public Plan cells(String repository, List<BigInteger> values) {
    cells.put(new PartyId(repository), values);
    return this;
  }

  /** The nodes that operators trust; all of them unless given. */
  public Plan trusted(String... nodeIds) {
    for (String node : nodeIds) {
      trusted.add(new PartyId(node));
    }
    return this;
  }

  public Federation start() {
    return new Federation(this);
  }

  /** Cells of a repository: given ones, or numbers of up to 110 bits of either sign. */
  List<BigInteger> cells(PartyId repository) {
    return Optional.ofNullable(cells.get(repository))
        .orElseGet(
            () -> {
              Random random = new Random(seed ^ repository.name().hashCode());
              List<BigInteger> drawn = new ArrayList<>();
              for (int i = 0; i < 2 * groups; i++) {
                BigInteger size = new BigInteger(random.nextInt(110) + 1, random);
                drawn.add(random.nextBoolean() ? size : size.negate());
              }
              return drawn;
            });
  }
}

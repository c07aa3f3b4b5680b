package io.tributary.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.ConsentReceipt;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.EngineMessage;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Statement;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Java and Solidity, each with its own code, name every statement and every set the same. */
final class DigestDifferentialTest {
  private static final int ROUNDS = 12;
  private static LocalLedger chain;
  private static DigestProbe probe;

  @BeforeAll
  static void start() {
    chain = LocalLedger.start();
    probe = DigestProbe.of(chain);
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  @Test
  @Tag("threat-49")
  void digest_randomStatementsOfEveryKind_isSoliditys() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    // Receipts for members, and what nodes of a comparison run say to each other, never get to a
    // contract.
    List<Class<?>> kinds =
        Arrays.stream(Statement.class.getPermittedSubclasses())
            .filter(kind -> kind != ConsentReceipt.class && kind != EngineMessage.class)
            .toList();
    assertEquals(14, kinds.size());
    for (Class<?> kind : kinds) {
      for (int i = 0; i < ROUNDS; i++) {
        Statement statement = random(kind.asSubclass(Statement.class), random);
        assertEquals(
            probe.digest(statement),
            Eip712.digest(probe.domain(), statement),
            () -> statement + ", seed " + seed);
      }
    }
  }

  @Test
  void inclusionRoot_setsOfManySizes_isSoliditys() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int size : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 100}) {
      Map<PartyId, Digest> members = new TreeMap<>();
      while (members.size() < size) {
        members.put(party(random), digest(random));
      }
      InclusionSet set = InclusionSet.of(members);
      assertEquals(
          probe.inclusionRoot(List.copyOf(set.members().values())),
          set.root(),
          () -> size + " members, seed " + seed);
    }
  }

  private static Statement random(Class<? extends Statement> kind, Random random)
      throws ReflectiveOperationException {
    if (kind == RunRequest.class) {
      return request(random);
    }
    List<Object> values = new ArrayList<>();
    List<Class<?>> types = new ArrayList<>();
    for (RecordComponent component : kind.getRecordComponents()) {
      types.add(component.getType());
      values.add(value(component, random));
    }
    Constructor<? extends Statement> constructor =
        kind.getDeclaredConstructor(types.toArray(Class<?>[]::new));
    return constructor.newInstance(values.toArray());
  }

  private static Object value(RecordComponent component, Random random) {
    Class<?> type = component.getType();
    if (type == Digest.class) {
      return component.getName().equals("culprit") ? party(random).bytes32() : digest(random);
    } else if (type == PartyId.class) {
      return party(random);
    } else if (type == RunId.class) {
      return new RunId(digest(random));
    } else if (type == long.class) {
      return random.nextLong() >>> 12;
    }
    return switch (component.getName()) {
      case "code", "reason" -> 1 + random.nextInt(4);
      case "outcome" -> 1;
      default -> 1 + random.nextInt(Integer.MAX_VALUE - 1);
    };
  }

  private static RunRequest request(Random random) {
    long deadline = 1L + random.nextInt(Integer.MAX_VALUE - 1);
    List<PartyId> nodes = parties(random, 2 + random.nextInt(3));
    return new RunRequest(
        digest(random),
        digest(random),
        parties(random, 1 + random.nextInt(5)).stream().sorted().toList(),
        nodes,
        digest(random),
        digest(random),
        deadline - 1,
        deadline,
        digest(random),
        random.nextInt(256),
        nodes.size() == RunRequest.NODES_WITH_A_FAULT ? random.nextInt(2) : 0);
  }

  private static List<PartyId> parties(Random random, int count) {
    List<PartyId> parties = new ArrayList<>();
    while (parties.size() < count) {
      PartyId party = party(random);
      if (!parties.contains(party)) {
        parties.add(party);
      }
    }
    return parties;
  }

  private static PartyId party(Random random) {
    StringBuilder name = new StringBuilder("p");
    for (int i = random.nextInt(31); i > 0; i--) {
      name.append("abcdefghijklmnopqrstuvwxyz0123456789-".charAt(random.nextInt(37)));
    }
    return new PartyId(name.toString());
  }

  private static Digest digest(Random random) {
    byte[] bytes = new byte[Digest.BYTES];
    random.nextBytes(bytes);
    return Digest.of(bytes);
  }
}

package io.tributary.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.Signed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deposits: what a lie costs, who gets it, and when a deposit comes back, on a real chain. */
final class DepositContractTest extends OnChain {
  private static final BigInteger BOND = LocalLedger.BOND;
  private static final BigInteger HALF = BOND.shiftRight(1);
  private static final Address NOBODY = new Address("0x" + "0".repeat(40));
  private static final long UNBONDING = 9 * 86_400;
  private static long seed;
  private static int parties;

  private final Random random = new Random(seed);

  @BeforeAll
  static void drawSeed() {
    seed = System.nanoTime();
    System.out.println("DepositContractTest: seed " + seed);
  }

  /** A node of its own organisation, with a bond at stake. */
  private static PartyId node() {
    PartyId node = new PartyId("node-" + ++parties);
    chain.register(node.name(), Role.NODE, node.name());
    return node;
  }

  private static RunId run(PartyId node) {
    return chain.completedRun(List.of(new PartyId("n1"), new PartyId("n2"), node));
  }

  private void convict(PartyId node, RunId run) {
    chain.write(LedgerCalls.convictNode(lie(node, run)));
  }

  private OpeningEvidence lie(PartyId node, RunId run) {
    OpenedSums sums = new OpenedSums(chain, node, run).block(3, random);
    Signed<Completion> completion = sums.completion(ledger.run(run).orElseThrow().inclusionRoot());
    return sums.lie(0, 1).evidence(0, completion);
  }

  private static Address account(String key) {
    try (IdentityKey identity = LocalLedger.key(key)) {
      return identity.address();
    }
  }

  private static BigInteger balance(Address address) {
    String hex = chain.rpc("eth_getBalance", address.hex(), "latest");
    return new BigInteger(hex.substring(2), 16);
  }

  @Test
  void openRun_nodeWithTooSmallADeposit_isRefusedUntilItIsToppedUp() {
    PartyId node = node();
    convict(node, run(node));
    assertEquals(BigInteger.ZERO, ledger.stake(node));
    List<PartyId> nodes = List.of(new PartyId("n1"), new PartyId("n2"), node);
    LedgerCall open = LedgerCalls.openRun(chain.sign("alice", chain.requestTo(nodes, 0)));
    chain.write(LedgerCalls.deposit(node, BOND.subtract(BigInteger.ONE)));
    assertRefused("DepositTooLow", open);
    chain.write(LedgerCalls.deposit(node, BigInteger.ONE));
    assertEquals(BOND, ledger.stake(node));
    assertTrue(chain.refusal(open).isEmpty());
  }

  @Test
  @Tag("threat-52")
  void conviction_costsABond_halfBurntHalfToTheAsker() {
    PartyId node = node();
    chain.write(LedgerCalls.deposit(node, HALF));
    RunId run = run(node);
    BigInteger held = balance(chain.domain().contract());
    BigInteger nobodys = balance(NOBODY);
    BigInteger owed = ledger.credit(account("alice"));
    convict(node, run);
    assertEquals(HALF, ledger.stake(node));
    assertEquals(held.subtract(HALF), balance(chain.domain().contract()));
    assertTrue(balance(NOBODY).compareTo(nobodys.add(HALF)) >= 0, "fees of blocks go there too");
    assertEquals(owed.add(HALF), ledger.credit(account("alice")));
  }

  @Test
  void conviction_secondOfANode_takesWhatIsLeft() {
    PartyId node = node();
    chain.write(LedgerCalls.deposit(node, BigInteger.valueOf(7)));
    RunId first = run(node);
    RunId second = run(node);
    RunId third = run(node);
    BigInteger owed = ledger.credit(account("alice"));
    convict(node, first);
    assertEquals(BigInteger.valueOf(7), ledger.stake(node));
    convict(node, second);
    assertEquals(BigInteger.ZERO, ledger.stake(node));
    assertEquals(owed.add(HALF).add(BigInteger.valueOf(3)), ledger.credit(account("alice")));
    convict(node, third);
    assertEquals(BigInteger.ZERO, ledger.stake(node));
  }

  @Test
  @Tag("threat-23")
  void equivocation_costsTheRepositoryABondOnce() {
    PartyId repository = LocalLedger.REPOSITORIES.get(0);
    PartyId honest = LocalLedger.REPOSITORIES.get(1);
    chain.write(LedgerCalls.deposit(repository, BOND.shiftLeft(1)));
    chain.write(LedgerCalls.deposit(honest, BOND));
    RunId run = chain.openRun();
    chain.contribute(run, LocalLedger.REPOSITORIES);
    assertEquals(BOND.shiftLeft(1), ledger.stake(repository));
    BigInteger owed = ledger.credit(account("alice"));
    chain.write(LedgerCalls.contribution(chain.contribution(run, repository, "second")));
    assertEquals(BOND, ledger.stake(repository));
    assertEquals(BOND, ledger.stake(honest));
    assertEquals(owed.add(HALF), ledger.credit(account("alice")));
    assertRefused(
        "EquivocationAlreadyRecorded",
        LedgerCalls.contribution(chain.contribution(run, repository, "third")));
    assertRefused(
        "StatementAlreadyRecorded", LedgerCalls.contribution(chain.contribution(run, honest, "")));
    assertEquals(BOND, ledger.stake(repository));
    assertSolvent();
  }

  @Test
  void honestNodes_ofARunInWhichOneLied_loseNothing() {
    PartyId node = node();
    PartyId other = new PartyId("n1");
    BigInteger before = ledger.stake(other);
    convict(node, run(node));
    assertEquals(before, ledger.stake(other));
  }

  @Test
  @Tag("threat-53")
  void withdrawal_beforeTheUnbondingIsOver_isRefused() {
    String before = chain.rpc("evm_snapshot");
    PartyId node = node();
    assertRefused("StillOnTheRoster", LedgerCalls.withdraw(node));
    chain.write(LedgerCalls.depart(node));
    long left = chain.time();
    assertRefused("DeadlineNotReached", LedgerCalls.withdraw(node));
    chain.waitUntil(left + UNBONDING - 60);
    assertRefused("DeadlineNotReached", LedgerCalls.withdraw(node));
    chain.waitUntil(left + UNBONDING + 60);
    chain.write(LedgerCalls.withdraw(node));
    Address account = account(node.name());
    assertEquals(BigInteger.ZERO, ledger.stake(node));
    assertEquals(BOND, ledger.credit(account));
    chain.write(LedgerCalls.collect(account));
    assertEquals(BOND, balance(account));
    chain.write(LedgerCalls.withdraw(node));
    chain.write(LedgerCalls.collect(account));
    assertEquals(BOND, balance(account), "nothing comes twice");
    assertRefused("PartyNotActive", LedgerCalls.deposit(node, BOND));
    chain.rpc("evm_revert", before);
    chain.rpc("evm_mine");
  }

  @Test
  @Tag("threat-53")
  void offender_thatLeavesAtOnce_isStillPenalised() {
    PartyId node = node();
    RunId run = run(node);
    chain.waitUntil(chain.time() + 1);
    chain.write(LedgerCalls.depart(node));
    convict(node, run);
    assertEquals(BigInteger.ZERO, ledger.stake(node));
  }

  @Test
  void departure_byThePartysOwnAccount_needsNoOwner() {
    PartyId node = node();
    LedgerCall depart = LedgerCalls.depart(node);
    assertEquals("OwnableUnauthorizedAccount", refusalFor("n1", depart));
    assertEquals("accepted", refusalFor(node.name(), depart));
  }

  private static String refusalFor(String key, LedgerCall call) {
    try (IdentityKey identity = LocalLedger.key(key);
        LedgerWriter writer =
            LedgerWriter.connect(
                chain.anvil().url(), chain.domain(), Account.of(identity.copyBytes()), 0)) {
      chain.rpc("anvil_setBalance", account(key).hex(), Quantity.of(BOND));
      return writer
          .prepare(List.of(call))
          .get(0)
          .revert()
          .map(LedgerRevert::error)
          .orElse("accepted");
    }
  }

  @Test
  @Tag("threat-54")
  void balance_afterAnySequence_isTheStakesAndCredits() {
    List<PartyId> nodes = new ArrayList<>(List.of(node(), node(), node()));
    for (int step = 0; step < 40; step++) {
      PartyId node = nodes.get(random.nextInt(nodes.size()));
      switch (random.nextInt(4)) {
        case 0 ->
            chain.write(LedgerCalls.deposit(node, new BigInteger(60, random).or(BigInteger.ONE)));
        case 1 -> {
          if (ledger.stake(node).compareTo(BOND) >= 0) {
            convict(node, run(node));
          }
        }
        case 2 -> chain.write(LedgerCalls.collect(account("alice")));
        default -> assertRefused("StillOnTheRoster", LedgerCalls.withdraw(node));
      }
      assertSolvent();
    }
  }

  private static void assertSolvent() {
    BigInteger owed = ledger.credit(account("alice"));
    for (var party : ledger.parties()) {
      owed = owed.add(ledger.stake(party.id()));
    }
    assertEquals(owed, balance(chain.domain().contract()), "seed " + seed);
  }

  private static void assertRefused(String error, LedgerCall call) {
    assertEquals(error, chain.refusal(call).map(LedgerRevert::error).orElse("accepted"));
  }
}

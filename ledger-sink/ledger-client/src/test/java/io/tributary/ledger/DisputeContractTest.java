package io.tributary.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.ledger.abi.ContractAbi;
import io.tributary.mpc.Generators;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.SumRoot;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract names a node from its own signed words, with the curve's precompiles. */
final class DisputeContractTest extends OnChain {
  private static final PartyId N1 = new PartyId("n1");
  private static final PartyId N2 = new PartyId("n2");
  private static long seed;

  private final Random random = new Random(seed);
  private RunId run;
  private Digest root;

  @BeforeAll
  static void drawSeed() {
    seed = System.nanoTime();
    System.out.println("DisputeContractTest: seed " + seed);
  }

  @BeforeEach
  void complete() {
    run = chain.completedRun();
    root = ledger.run(run).orElseThrow().inclusionRoot();
  }

  private OpenedSums sums(PartyId node) {
    return new OpenedSums(chain, node, run).block(256, random).block(256, random).block(7, random);
  }

  private OpeningEvidence lie(PartyId node, int block, int cell) {
    OpenedSums sums = sums(node);
    Signed<Completion> completion = sums.completion(root);
    return sums.lie(block, cell).evidence(block, completion);
  }

  @Test
  @Tag("threat-36")
  void convict_sumsThatDoNotOpenTheirProduct_namesTheNode() {
    assertEquals(Optional.empty(), ledger.culprit(run));
    OpeningEvidence evidence = lie(N2, 1, 255);
    assertTrue(evidence.convicts());
    chain.write(LedgerCalls.convictNode(evidence));
    assertEquals(Optional.of(N2), ledger.culprit(run));
  }

  @Test
  @Tag("threat-36")
  void convict_anyCellOrBlindingOfAnyBlock_isAccepted() {
    for (int[] at : new int[][] {{0, 0}, {0, 256}, {1, 128}, {2, 0}, {2, 6}, {2, 7}}) {
      OpeningEvidence evidence = lie(N1, at[0], at[1]);
      assertTrue(evidence.convicts());
      assertEquals(Optional.empty(), chain.refusal(LedgerCalls.convictNode(evidence)));
    }
  }

  @Test
  @Tag("threat-36")
  void convict_honestNode_isRefusedForEveryBlockOfManyShapes() {
    OpenedSums sums = new OpenedSums(chain, N1, run);
    int blocks = 11;
    for (int i = 0; i < blocks; i++) {
      sums.block(1 + random.nextInt(i % 2 == 0 ? 256 : 8), random);
    }
    Signed<Completion> completion = sums.completion(root);
    for (int i = 0; i < blocks; i++) {
      OpeningEvidence evidence = sums.evidence(i, completion);
      assertFalse(evidence.convicts());
      assertRefused("OpeningMatches", evidence);
    }
  }

  @Test
  void convict_sumsOfNothing_openTheNeutralElement() {
    List<BigInteger> zeros = Collections.nCopies(3, BigInteger.ZERO);
    OpenedSums sums = new OpenedSums(chain, N1, run).block(zeros, BigInteger.ZERO);
    Signed<Completion> completion = sums.completion(root);
    assertRefused("OpeningMatches", sums.evidence(0, completion));
    assertTrue(
        chain.refusal(LedgerCalls.convictNode(sums.lie(0, 2).evidence(0, completion))).isEmpty());
  }

  @Test
  @Tag("threat-62")
  void convict_secondNodeOfTheRun_isRefused() {
    OpeningEvidence second = lie(N1, 0, 0);
    assertTrue(chain.refusal(LedgerCalls.convictNode(second)).isEmpty());
    chain.write(LedgerCalls.convictNode(lie(N2, 0, 0)));
    assertRefused("AlreadyConvicted", second);
    LedgerRevert again = chain.refusal(LedgerCalls.convictNode(second)).orElseThrow();
    assertEquals(LedgerRevert.Meaning.ALREADY_THERE, again.meaning());
  }

  @Test
  @Tag("threat-62")
  void convict_runOfTwoNodesOrThatCompares_opensNothing() {
    RunRequest two = chain.requestTo(LocalLedger.NODES.subList(0, 2), 0);
    RunRequest four = chain.requestWithAFault(chain.vettedJob());
    for (RunRequest request : List.of(two, four)) {
      run = chain.openRun(request);
      InclusionSet set = chain.contribute(run, LocalLedger.REPOSITORIES);
      root = set.root();
      chain.write(LedgerCalls.close(run, chain.checked(request.nodes(), run, set), set.members()));
      assertRefused("WrongRunState", lie(N1, 0, 0));
      chain.write(LedgerCalls.complete(run, chain.completions(request.nodes(), run, root)));
      assertRefused("NothingMayBeOpened", lie(N1, 0, 0));
    }
  }

  @Test
  @Tag("threat-36")
  void convict_wordsThatAreNotTheNodesOwn_areRefused() {
    OpeningEvidence good = lie(N2, 0, 1);
    RunId elsewhere = chain.completedRun();
    SumRoot said = good.sums().statement();
    assertRefused(
        "OtherRun",
        with(
            good, chain.sign("n2", new SumRoot(N2, elsewhere, said.root(), 1)), good.completion()));
    assertRefused(
        "UnexpectedNode",
        with(good, chain.sign("n1", new SumRoot(N1, run, said.root(), 1)), good.completion()));
    assertRefused("WrongSigner", with(good, chain.sign("n1", said), good.completion()));
    Signed<Completion> forged = chain.sign("n1", good.completion().statement());
    assertRefused("WrongSigner", with(good, good.sums(), forged));
    OpenedSums sums = sums(N2);
    Signed<Completion> other = sums.completion(LocalLedger.digest("another set"));
    assertRefused("InclusionRootMismatch", sums.lie(0, 0).evidence(0, other));
    assertRefused("UnexpectedNode", lie(new PartyId("n5"), 0, 0));
    assertTrue(chain.refusal(LedgerCalls.convictNode(good)).isEmpty());
  }

  @Test
  void convict_leafOrProductNotUnderItsRoot_isRefused() {
    OpeningEvidence good = lie(N2, 1, 1);
    byte[] leaf = good.leaf().clone();
    leaf[0] ^= 1;
    byte[] product = good.product().clone();
    product[47] ^= 1;
    for (OpeningEvidence bad :
        List.of(
            shown(good, 1, 3, leaf, good.product()),
            shown(good, 1, 3, good.leaf(), product),
            shown(good, 0, 3, good.leaf(), good.product()),
            shown(good, 1, 4, good.leaf(), good.product()),
            shown(good, 3, 3, good.leaf(), good.product()))) {
      assertFalse(bad.convicts());
      assertRefused("NotUnderRoot", bad);
    }
  }

  @Test
  void convict_leafOfAnImpossibleLength_isRefused() {
    for (int bytes : new int[] {32, 63, 258 * 32}) {
      OpenedSums sums = new OpenedSums(chain, N1, run).block(1, random);
      Signed<Completion> completion = sums.completion(root);
      OpeningEvidence evidence = sums.leaf(0, new byte[bytes]).evidence(0, completion);
      assertFalse(evidence.convicts());
      assertRefused("InvalidLeaf", evidence);
    }
  }

  @Test
  void convict_otherGenerators_isRefused() {
    OpeningEvidence good = lie(N2, 0, 1);
    byte[] generators = OpeningEvidence.generators();
    generators[generators.length - 1] ^= 1;
    assertRefused("WrongGenerators", call(good, generators));
    assertRefused("WrongGenerators", call(good, Generators.forPrecompiles(7)));
  }

  @Test
  @Tag("threat-53")
  void convict_nodeThatHasLeft_isStillNamed() {
    chain.register("n6", io.tributary.protocol.port.Ledger.Role.NODE, "n6");
    run = chain.completedRun(LocalLedger.ids("n1", "n2", "n6"));
    root = ledger.run(run).orElseThrow().inclusionRoot();
    chain.waitUntil(chain.time() + 1);
    chain.write(LedgerCalls.depart(new PartyId("n6")));
    chain.write(LedgerCalls.convictNode(lie(new PartyId("n6"), 2, 3)));
    assertEquals(Optional.of(new PartyId("n6")), ledger.culprit(run));
  }

  @Test
  void convict_afterTheWindow_isRefused() {
    String before = chain.rpc("evm_snapshot");
    OpeningEvidence good = lie(N2, 0, 1);
    chain.waitUntil(chain.time() + 1200 + 7 * 86_400 - 60);
    assertTrue(chain.refusal(LedgerCalls.convictNode(good)).isEmpty());
    chain.waitUntil(chain.time() + 120);
    assertRefused("DeadlinePassed", good);
    chain.rpc("evm_revert", before);
    chain.rpc("evm_mine");
  }

  private static OpeningEvidence with(
      OpeningEvidence e, Signed<SumRoot> sums, Signed<Completion> completion) {
    return new OpeningEvidence(
        sums,
        completion,
        e.block(),
        e.blocks(),
        e.leaf(),
        e.leafPath(),
        e.product(),
        e.productPath());
  }

  private static OpeningEvidence shown(
      OpeningEvidence e, int block, int blocks, byte[] leaf, byte[] product) {
    return new OpeningEvidence(
        e.sums(), e.completion(), block, blocks, leaf, e.leafPath(), product, e.productPath());
  }

  /** The call, over any points. */
  private static LedgerCall call(OpeningEvidence e, byte[] generators) {
    List<Object> opened = new ArrayList<>();
    Collections.addAll(
        opened, e.block(), e.blocks(), e.leaf(), e.leafPath(), e.product(), e.productPath());
    return new LedgerCall(
        "convictNode",
        ContractAbi.auditLedger()
            .call(
                "convictNode",
                e.sums().statement(),
                e.sums().signature(),
                e.completion().statement(),
                e.completion().signature(),
                opened,
                generators));
  }

  private static void assertRefused(String error, OpeningEvidence evidence) {
    assertRefused(error, LedgerCalls.convictNode(evidence));
  }

  private static void assertRefused(String error, LedgerCall call) {
    assertEquals(error, chain.refusal(call).map(LedgerRevert::error).orElse("accepted"));
  }
}

package io.tributary.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Verifier;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The read port: what it reads, and that it fails closed. */
final class Web3LedgerTest {
  private static LocalLedger chain;
  private static LyingNode node;

  @BeforeAll
  static void start() throws Exception {
    chain = LocalLedger.start();
    node = LyingNode.before(chain.anvil().url());
  }

  @AfterAll
  static void stop() {
    node.close();
    chain.close();
  }

  @AfterEach
  void honestAgain() {
    node.tellTheTruth();
  }

  @Test
  void parties_rosterOfTheContract_isReadInItsOrder() {
    chain.register("r55", Ledger.Role.REPOSITORY, "r55");
    chain.rotate("r55", "r55 second");
    try (Web3Ledger ledger = chain.read()) {
      assertEquals(2, ledger.vettersNeeded());
      List<Ledger.Party> parties = ledger.parties();
      for (int i = 0; i < parties.size(); i++) {
        assertEquals(i, parties.get(i).index());
      }
      assertEquals(new PartyId("alice"), parties.get(0).id());
      Ledger.Party r55 = parties.get(parties.size() - 1);
      assertEquals(Ledger.Role.REPOSITORY, r55.role());
      assertEquals(2, r55.keys().size());
      assertEquals(LocalLedger.key("r55 second").address(), r55.key().address());
      assertEquals(Long.MAX_VALUE, r55.key().until());
      assertEquals(r55.key().since(), r55.keys().get(0).until());
    }
  }

  @Test
  @Tag("threat-51")
  void run_confirmationsAsked_isSeenAtThatDepthOnly() {
    RunId run = chain.openRun();
    try (Web3Ledger deep = Web3Ledger.connect(chain.anvil().url(), chain.domain(), 2);
        JsonRpc rpc = new JsonRpc(chain.anvil().url())) {
      assertTrue(deep.run(run).isEmpty());
      rpc.ask("anvil_mine", "0x2");
      awaitNewBlock(deep);
      assertTrue(deep.run(run).isPresent());
    }
  }

  @Test
  @Tag("threat-57")
  void connect_wrongChainOrNoContractThere_isRefused() {
    Domain otherChain = new Domain(LocalLedger.CHAIN + 1, chain.domain().contract());
    Domain nowhere = new Domain(LocalLedger.CHAIN, Address.of(new byte[20]));
    for (Domain wrong : List.of(otherChain, nowhere)) {
      LedgerException refused =
          assertThrows(
              LedgerException.class, () -> Web3Ledger.connect(node.url(), wrong, 0).close());
      assertTrue(refused.getMessage().contains("Check ledger."), refused.getMessage());
    }
  }

  @Test
  @Tag("threat-57")
  void read_nodeAnswersNonsense_isALedgerException() {
    try (Web3Ledger ledger = Web3Ledger.connect(node.url(), chain.domain(), 0)) {
      RunId run = chain.openRun();
      for (String nonsense :
          List.of("0x", "0x00", "yes", "0x" + "ff".repeat(32), "0x" + "ff".repeat(3200), "0x123")) {
        node.lieAbout("eth_call", nonsense);
        awaitNewBlock(ledger);
        assertThrows(LedgerException.class, ledger::parties, nonsense);
        assertThrows(LedgerException.class, () -> ledger.run(run), nonsense);
        assertThrows(LedgerException.class, () -> ledger.job(LocalLedger.digest("j")), nonsense);
      }
      node.tellTheTruth();
      for (String text : List.of("<html>sorry</html>", "{}", "[]", "null", "{\"result\":")) {
        node.babble(text);
        awaitFailure(ledger);
        assertThrows(LedgerException.class, ledger::time, text);
      }
      node.tellTheTruth();
      assertTrue(ledger.run(run).isPresent(), "well again");
    }
  }

  @Test
  @Tag("threat-57")
  void job_nodeSaysVettedOfAnUnvettedJob_signatureCheckStillRefuses() {
    Digest vetted = chain.vettedJob();
    Digest unvetted = LocalLedger.digest("nobody vetted this");
    try (Web3Ledger ledger = Web3Ledger.connect(node.url(), chain.domain(), 0)) {
      assertTrue(ledger.job(unvetted).isEmpty());
      node.mistake(unvetted, vetted);
      awaitNewBlock(ledger);
      assertTrue(ledger.job(unvetted).isPresent(), "the lie is told");
      Approval claim = chain.approval("vetter-1", unvetted).statement();
      Signed<Approval> forged = chain.sign("r01", claim);
      ProtocolException refused =
          assertThrows(ProtocolException.class, () -> new Verifier(ledger).verify(forged));
      assertEquals(Code.SIGNATURE, refused.code());
    }
  }

  @Test
  void read_nodeDown_isALedgerExceptionWithoutTheUrl() throws Exception {
    URI secret;
    try (ServerSocket socket = new ServerSocket(0)) {
      secret = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/token-canary");
    }
    LedgerException down =
        assertThrows(
            LedgerException.class, () -> Web3Ledger.connect(secret, chain.domain(), 0).close());
    assertFalse(down.getMessage().contains("canary"), down.getMessage());
  }

  @Test
  void call_nodeSilent_endsAtTheTimeOut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0);
        JsonRpc rpc =
            new JsonRpc(
                URI.create("http://127.0.0.1:" + silent.getLocalPort()), Duration.ofMillis(300))) {
      long start = System.nanoTime();
      assertThrows(LedgerException.class, () -> rpc.ask("eth_chainId"));
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
    }
  }

  /** What was read at a block is remembered; a new one is looked for four times a second. */
  private static void awaitNewBlock(Web3Ledger ledger) {
    long before = ledger.height();
    try (JsonRpc rpc = new JsonRpc(chain.anvil().url())) {
      rpc.ask("evm_mine");
      long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (ledger.height() == before && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
  }

  private static void awaitFailure(Web3Ledger ledger) {
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (System.nanoTime() < end) {
      try {
        ledger.height();
        Thread.onSpinWait();
      } catch (LedgerException e) {
        return;
      }
    }
  }
}

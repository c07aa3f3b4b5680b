package io.tributary.ledger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests of the contract on a real chain of their own. */
abstract class OnChain {
  static LocalLedger chain;
  static Web3Ledger ledger;

  @BeforeAll
  static void startChain() {
    chain = LocalLedger.start();
    ledger = chain.read();
  }

  @AfterAll
  static void stopChain() {
    ledger.close();
    chain.close();
  }
}

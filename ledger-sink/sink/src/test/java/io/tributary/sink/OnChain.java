package io.tributary.sink;

import io.tributary.ledger.Account;
import io.tributary.ledger.LedgerWriter;
import io.tributary.ledger.LocalLedger;
import io.tributary.ledger.Web3Ledger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests of the sink on a real chain of their own, with an account that pays. */
abstract class OnChain {
  static LocalLedger chain;
  static Web3Ledger ledger;
  static LedgerWriter writer;

  @BeforeAll
  static void startChain() {
    chain = LocalLedger.start();
    ledger = chain.read();
    Account account = Account.ofMnemonic(LocalLedger.MNEMONIC, 1);
    writer = LedgerWriter.connect(chain.anvil().url(), chain.domain(), account, 0);
  }

  @AfterAll
  static void stopChain() {
    writer.close();
    ledger.close();
    chain.close();
  }
}

package io.tributary.cli.local;

import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Home;
import io.tributary.ledger.LedgerCalls;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.statement.Domain;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;

/** Deposits paid by the founder of a federation. */
public final class Stakes {
  private Stakes() {}

  /** Adds to a party's deposit, in wei, out of the founder's account, whose key is in the home. */
  public static void add(
      Home home, Federation federation, Domain domain, PartyId party, BigInteger wei) {
    if (!Files.exists(LocalLedger.accountFile(home, "owner"))) {
      throw UsageErrors.usage(
          "the founder's account is not in " + home.folder(),
          "deposits made here come out of it",
          "call deposit(" + party.bytes32() + ") of the contract with any wallet instead");
    }
    try (LocalLedger ledger = LocalLedger.at(URI.create(federation.ledger().url()), home)) {
      ledger.use(domain);
      ledger.write(LedgerCalls.deposit(party, wei));
    }
  }
}

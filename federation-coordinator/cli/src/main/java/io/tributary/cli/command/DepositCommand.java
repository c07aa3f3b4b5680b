package io.tributary.cli.command;

import io.tributary.auditor.Deposits;
import io.tributary.cli.error.Exit;
import io.tributary.cli.error.NetworkErrors;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.local.Stakes;
import io.tributary.cli.output.Table;
import io.tributary.cli.query.Session;
import io.tributary.ledger.Web3Ledger;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.Domain;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What parties have at stake, and more of it. */
@Command(
    name = "deposit",
    description = "Show what parties have at stake, or add to it from the founder's account.")
public final class DepositCommand implements Callable<Integer> {
  private static final int GWEI = 9;

  @ParentCommand private RootOptions root;

  @Parameters(arity = "0..1", paramLabel = "PARTY", description = "Adds to this deposit.")
  private String party;

  @Option(
      names = "--gwei",
      paramLabel = "N",
      description = "How much to add (default: what is missing for a run).")
  private Long gwei;

  @Override
  public Integer call() {
    Federation federation = Federation.read(root.home());
    Domain domain = Session.domain(federation);
    URI url = URI.create(federation.ledger().url());
    try (Web3Ledger ledger = Web3Ledger.connect(url, domain, 0)) {
      if (party != null) {
        PartyId chosen = chosen(ledger);
        BigInteger wei = missing(ledger, chosen);
        if (wei.signum() > 0) {
          Stakes.add(root.home(), federation, domain, chosen, wei);
        }
      }
    } catch (LedgerException e) {
      throw NetworkErrors.ledgerUnreachable(url.toString(), e.getMessage());
    }
    // Looked up anew: what has just been paid must be in it.
    try (Web3Ledger ledger = Web3Ledger.connect(url, domain, 0)) {
      show(ledger);
    } catch (LedgerException e) {
      throw NetworkErrors.ledgerUnreachable(url.toString(), e.getMessage());
    }
    return Exit.OK.code();
  }

  private PartyId chosen(Web3Ledger ledger) {
    List<PartyId> staked =
        ledger.parties().stream()
            .filter(p -> p.active() && mayLose(p))
            .map(Ledger.Party::id)
            .toList();
    return staked.stream()
        .filter(id -> id.name().equals(party))
        .findFirst()
        .orElseThrow(
            () -> UsageErrors.unknownParty(party, staked.stream().map(PartyId::name).toList()));
  }

  /** Those against whom the contract takes evidence. */
  private static boolean mayLose(Ledger.Party one) {
    return one.role() == Ledger.Role.NODE || one.role() == Ledger.Role.REPOSITORY;
  }

  private BigInteger missing(Web3Ledger ledger, PartyId chosen) {
    if (gwei == null) {
      return ledger.bond().subtract(ledger.stake(chosen)).max(BigInteger.ZERO);
    }
    if (gwei <= 0) {
      throw UsageErrors.usage(
          "--gwei " + gwei + " is not possible",
          "only more can be put at stake",
          "give at least 1");
    }
    return BigInteger.valueOf(gwei).multiply(BigInteger.TEN.pow(GWEI));
  }

  private void show(Web3Ledger ledger) {
    Table.Builder table = Table.of("party", "gwei at stake", "gwei needed", "may run");
    for (Ledger.Party one : ledger.parties()) {
      if (mayLose(one)) {
        BigInteger stake = ledger.stake(one.id());
        BigInteger needed = one.role() == Ledger.Role.NODE ? ledger.bond() : BigInteger.ZERO;
        boolean runs = one.active() && stake.compareTo(needed) >= 0;
        table.row(
            one.id().name(), Deposits.gwei(stake), Deposits.gwei(needed), runs ? "yes" : "no");
      }
    }
    root.print(table.build());
  }
}

package io.tributary.auditor;

import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.ledger.chain.LoggedEvent;
import io.tributary.ledger.chain.Place;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.statement.AbortReason;
import io.tributary.protocol.statement.Domain;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the ledger tells of a run, from proven receipts.
 *
 * @param domain chain and contract
 * @param opened what was asked, of whom and by whom
 * @param block in which it was opened
 * @param time of that block, in Unix seconds
 * @param state at the last proven log
 * @param reason why it was aborted
 * @param inclusionRoot over the final set; zero if none became final
 * @param contributors in the final set
 * @param received the querier's receipt
 * @param culprit the node that the contract has named
 * @param equivocators repositories of which it has two different contributions
 * @param fines what was lost for it
 * @param gas of all transactions about the run
 */
public record RunStory(
    Domain domain,
    LedgerEvent.RunOpened opened,
    long block,
    long time,
    RunState state,
    AbortReason reason,
    Digest inclusionRoot,
    int contributors,
    Optional<LedgerEvent.RunReceived> received,
    Optional<PartyId> culprit,
    List<PartyId> equivocators,
    List<LedgerEvent.DepositPenalised> fines,
    Gas gas) {
  public RunStory {
    equivocators = List.copyOf(equivocators);
    fines = List.copyOf(fines);
  }

  /**
   * Gas of a run.
   *
   * @param told of the transactions of which the receipts tell it
   * @param transactions how many these are
   * @param untold how many others there are
   */
  public record Gas(long told, int transactions, int untold) {}

  /** Who was asked and how: the run's id. */
  public RunId run() {
    return opened.run();
  }

  /** Account of the key that signed the request. */
  public Address account() {
    return opened.signer();
  }

  /** Whether nothing more will come of it. */
  public boolean ended() {
    return state != RunState.OPEN && state != RunState.CLOSED;
  }

  /** Empty if there is no log of the run. */
  static Optional<RunStory> of(ChainHistory chain, RunId run) {
    List<Dated<LedgerEvent.RunOpened>> opened = chain.of(run, LedgerEvent.RunOpened.class);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    LoggedEvent first = chain.events().get(opened.get(0).place());
    var record = chain.ledgerAtEnd(run).run(run).orElseThrow();
    return Optional.of(
        new RunStory(
            chain.domain(),
            opened.get(0).event(),
            first.block().number(),
            first.time(),
            record.state(),
            AbortReason.of(record.abortReason()),
            record.inclusionRoot(),
            record.contributors(),
            all(chain, run, LedgerEvent.RunReceived.class).stream().findFirst(),
            all(chain, run, LedgerEvent.NodeConvicted.class).stream()
                .map(LedgerEvent.NodeConvicted::node)
                .findFirst(),
            all(chain, run, LedgerEvent.EquivocationRecorded.class).stream()
                .map(LedgerEvent.EquivocationRecorded::party)
                .toList(),
            all(chain, run, LedgerEvent.DepositPenalised.class),
            gas(chain, run)));
  }

  private static <E extends LedgerEvent.OfRun> List<E> all(
      ChainHistory chain, RunId run, Class<E> type) {
    return chain.of(run, type).stream().map(Dated::event).toList();
  }

  private static Gas gas(ChainHistory chain, RunId run) {
    Set<Place> places = new TreeSet<>();
    for (LoggedEvent logged : chain.events()) {
      if (logged.event() instanceof LedgerEvent.OfRun ofRun && ofRun.run().equals(run)) {
        places.add(new Place(logged.block().number(), logged.transaction()));
      }
    }
    List<Long> told =
        places.stream()
            .map(chain.gas())
            .filter(OptionalLong::isPresent)
            .map(OptionalLong::getAsLong)
            .toList();
    long sum = told.stream().mapToLong(Long::longValue).sum();
    return new Gas(sum, told.size(), places.size() - told.size());
  }
}

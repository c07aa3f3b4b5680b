package io.tributary.protocol.statement;

import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.run.RunIds;
import java.util.Optional;

/**
 * Checks signed statements against the roster (PROTOCOL 4.5). What the ledger says of the roster is
 * believed at the configured depth; the signatures are checked here.
 */
public final class Verifier {
  private final Ledger ledger;

  public Verifier(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Checks a statement that names its signer: known party, of the role that makes this statement,
   * signed by the key of the stated epoch, which is current or was when the run was opened.
   *
   * @return the signer
   * @throws ProtocolException UNKNOWN_PARTY, WRONG_ROLE, WRONG_EPOCH or SIGNATURE
   */
  public Ledger.Party verify(Signed<?> signed) {
    Signer signer = Signer.of(signed.statement());
    Ledger.Party party =
        ledger.parties().stream()
            .filter(p -> p.id().equals(signer.party()))
            .findFirst()
            .orElseThrow(() -> unknown(signer.party().name()));
    if (party.role() != signer.role()) {
      throw ProtocolErrors.of(
          Code.WRONG_ROLE,
          party.id() + " is a " + party.role() + " and cannot make a statement of " + signer.role(),
          "It is ignored");
    }
    Ledger.Key key =
        party
            .key(signer.epoch())
            .filter(k -> holds(party, k, signer.run()))
            .orElseThrow(
                () ->
                    ProtocolErrors.of(
                        Code.WRONG_EPOCH,
                        "key epoch " + signer.epoch() + " of " + party.id() + " does not hold here",
                        "Sign with the current key, or the one that held when the run was opened"));
    if (!Signatures.recover(ledger.domain(), signed).equals(key.address())) {
      throw notSignedBy(party.id());
    }
    return party;
  }

  /**
   * Checks a request: signed by a querier's key that is current, or was when the run was opened.
   *
   * @return the querier
   * @throws ProtocolException UNKNOWN_PARTY or SIGNATURE
   */
  public Ledger.Party verifyRequest(Signed<RunRequest> request) {
    Address signer = Signatures.recover(ledger.domain(), request);
    RunId run = RunIds.of(ledger.domain(), signer, request.statement().nonce());
    return querier(signer, Optional.of(run))
        .orElseThrow(() -> unknown("the signer of the request"));
  }

  /**
   * Checks a receipt: signed by the key that signed the run's request.
   *
   * @throws ProtocolException CONFLICT if it is for another run, else as {@link #verifyRequest}
   */
  public Ledger.Party verifyReceipt(Signed<RunRequest> request, Signed<Receipt> receipt) {
    Ledger.Party querier = verifyRequest(request);
    Address signer = Signatures.recover(ledger.domain(), request);
    RunId run = RunIds.of(ledger.domain(), signer, request.statement().nonce());
    if (!receipt.statement().runId().equals(run)) {
      throw ProtocolErrors.of(
          Code.CONFLICT, "run " + run + ": the receipt is for another run", "It is ignored");
    }
    if (!Signatures.recover(ledger.domain(), receipt).equals(signer)) {
      throw notSignedBy(querier.id());
    }
    return querier;
  }

  private Optional<Ledger.Party> querier(Address signer, Optional<RunId> run) {
    return ledger.parties().stream()
        .filter(p -> p.role() == Role.QUERIER)
        .filter(
            p -> p.keys().stream().anyMatch(k -> k.address().equals(signer) && holds(p, k, run)))
        .findFirst();
  }

  /**
   * Whether a party's key counts: it is its current one, or was in force when the run was opened.
   *
   * @param run none for statements outside runs
   */
  public boolean holds(Ledger.Party party, Ledger.Key key, Optional<RunId> run) {
    if (party.active() && key.equals(party.key())) {
      return true;
    }
    return run.flatMap(ledger::run)
        .flatMap(r -> party.keyAt(r.openedAt()))
        .filter(key::equals)
        .isPresent();
  }

  private static ProtocolException unknown(String who) {
    return ProtocolErrors.of(
        Code.UNKNOWN_PARTY,
        who + " is not on the roster in that role",
        "Register it on the ledger, or check which ledger this is");
  }

  private static ProtocolException notSignedBy(PartyId party) {
    return ProtocolErrors.signature("it is not by the key that " + party + " has for this");
  }
}

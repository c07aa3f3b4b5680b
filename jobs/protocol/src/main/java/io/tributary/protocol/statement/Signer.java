package io.tributary.protocol.statement;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.Role;
import java.util.Optional;

/**
 * Who says that it made a statement, in which role and with which key, and for which run.
 *
 * @param run empty for statements about jobs
 */
record Signer(PartyId party, Role role, int epoch, Optional<RunId> run) {

  static Signer of(Statement statement) {
    if (statement instanceof Approval s) {
      return new Signer(s.vetter(), Role.VETTER, s.epoch(), Optional.empty());
    } else if (statement instanceof Revocation s) {
      return new Signer(s.vetter(), Role.VETTER, s.epoch(), Optional.empty());
    } else if (statement instanceof Acceptance s) {
      return new Signer(s.repository(), Role.REPOSITORY, s.epoch(), Optional.of(s.runId()));
    } else if (statement instanceof Refusal s) {
      return new Signer(s.repository(), Role.REPOSITORY, s.epoch(), Optional.of(s.runId()));
    } else if (statement instanceof Contribution s) {
      return new Signer(s.repository(), Role.REPOSITORY, s.epoch(), Optional.of(s.runId()));
    } else if (statement instanceof ShareRoot s) {
      return new Signer(s.repository(), Role.REPOSITORY, s.epoch(), Optional.of(s.runId()));
    } else if (statement instanceof Complaint s) {
      return new Signer(s.node(), Role.NODE, s.epoch(), Optional.of(s.runId()));
    } else if (statement instanceof Checked s) {
      return new Signer(s.node(), Role.NODE, s.epoch(), Optional.of(s.runId()));
    } else if (statement instanceof Completion s) {
      return new Signer(s.node(), Role.NODE, s.epoch(), Optional.of(s.runId()));
    } else if (statement instanceof EngineMessage s) {
      return new Signer(s.node(), Role.NODE, s.epoch(), Optional.of(s.runId()));
    } else if (statement instanceof SumRoot s) {
      return new Signer(s.node(), Role.NODE, s.epoch(), Optional.of(s.runId()));
    } else if (statement instanceof Proposal s) {
      return new Signer(s.coordinator(), Role.COORDINATOR, s.epoch(), Optional.of(s.runId()));
    } else if (statement instanceof Abort s) {
      return new Signer(s.coordinator(), Role.COORDINATOR, s.epoch(), Optional.of(s.runId()));
    }
    throw new IllegalArgumentException(
        statement.getClass().getSimpleName() + " names no signer; it is found by its address");
  }
}

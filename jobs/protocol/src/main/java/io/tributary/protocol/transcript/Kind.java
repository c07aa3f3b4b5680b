package io.tributary.protocol.transcript;

import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Complaint;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Proposal;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of line that hold a statement, and the file each belongs to. */
enum Kind {
  REQUEST(TranscriptFile.REQUEST, RunRequest.class),
  APPROVAL(TranscriptFile.JOB, Approval.class),
  ACCEPTANCE(TranscriptFile.DECISIONS, Acceptance.class),
  REFUSAL(TranscriptFile.DECISIONS, Refusal.class),
  CONTRIBUTION(TranscriptFile.CONTRIBUTIONS, Contribution.class),
  COMPLAINT(TranscriptFile.CHECKED, Complaint.class),
  PROPOSAL(TranscriptFile.CHECKED, Proposal.class),
  CHECKED(TranscriptFile.CHECKED, Checked.class),
  COMPLETION(TranscriptFile.COMPLETIONS, Completion.class),
  ABORT(TranscriptFile.COMPLETIONS, Abort.class),
  RECEIPT(TranscriptFile.RECEIPT, Receipt.class);

  /** A file of the job: no statement, so not one of the constants. */
  static final String FILE = "file";

  private final TranscriptFile file;
  private final Class<? extends Statement> type;

  Kind(TranscriptFile file, Class<? extends Statement> type) {
    this.file = file;
    this.type = type;
  }

  /** The file that an entry's line stands in. */
  static TranscriptFile fileOf(Entry entry) {
    return entry instanceof Entry.OfStatement line
        ? of(line.signed().statement()).file
        : TranscriptFile.JOB;
  }

  TranscriptFile file() {
    return file;
  }

  Class<? extends Statement> type() {
    return type;
  }

  /** The member {@code kind} of the line. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Kind> of(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }

  static Kind of(Statement statement) {
    return Arrays.stream(values())
        .filter(kind -> kind.type.isInstance(statement))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a transcript holds no " + statement.getClass().getSimpleName()));
  }

  /** Who speaks, as lines are sorted by it; the querier, alone in its files, sorts as nothing. */
  static String speaker(Statement statement) {
    PartyId party = null;
    if (statement instanceof Approval approval) {
      party = approval.vetter();
    } else if (statement instanceof Acceptance acceptance) {
      party = acceptance.repository();
    } else if (statement instanceof Refusal refusal) {
      party = refusal.repository();
    } else if (statement instanceof Contribution contribution) {
      party = contribution.repository();
    } else if (statement instanceof Complaint complaint) {
      party = complaint.node();
    } else if (statement instanceof Proposal proposal) {
      party = proposal.coordinator();
    } else if (statement instanceof Checked checked) {
      party = checked.node();
    } else if (statement instanceof Completion completion) {
      party = completion.node();
    } else if (statement instanceof Abort abort) {
      party = abort.coordinator();
    }
    return party == null ? "" : party.name();
  }
}

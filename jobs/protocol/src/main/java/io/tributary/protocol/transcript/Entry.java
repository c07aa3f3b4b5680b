package io.tributary.protocol.transcript;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a line says. {@link Entries} reads and writes it. */
public sealed interface Entry {
  /** SHA-256 of the blobs that this line names. */
  default List<Digest> blobs() {
    return List.of();
  }

  /** A line that holds a signed statement. */
  sealed interface OfStatement extends Entry {
    /** The statement and its signature, neither of them checked. */
    Signed<? extends Statement> signed();
  }

  /**
   * One file of the job.
   *
   * @param path name in the job folder; never used as a path here
   * @param sha256 of the content, which is a blob
   */
  record JobFile(String path, Digest sha256) implements Entry {
    @Override
    public List<Digest> blobs() {
      return List.of(sha256);
    }
  }

  /**
   * The question.
   *
   * @param parameters what the request's parameter digest stands for
   */
  record Request(Signed<RunRequest> signed, Parameters parameters) implements OfStatement {}

  /**
   * A contribution.
   *
   * @param commitments SHA-256 of the commitment table, which is a blob
   * @param sealed SHA-256 of each node's sealed share, in share order; the shares are not kept
   */
  record Contributed(Signed<Contribution> signed, Digest commitments, List<Digest> sealed)
      implements OfStatement {
    public Contributed {
      sealed = List.copyOf(sealed);
    }

    @Override
    public List<Digest> blobs() {
      return List.of(commitments);
    }
  }

  /**
   * A checked or proposed set.
   *
   * @param members contribution digests (EIP-712) by repository
   */
  record InclusionOf(Signed<? extends Statement> signed, SortedMap<PartyId, Digest> members)
      implements OfStatement {
    public InclusionOf {
      members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }
  }

  /**
   * A completion. Its sealed output is the blob that the statement names.
   *
   * @param products SHA-256 of the per-block products, which are a blob
   */
  record Completed(Signed<Completion> signed, Digest products) implements OfStatement {
    @Override
    public List<Digest> blobs() {
      return List.of(products, signed.statement().outputDigest());
    }
  }

  /** Any other statement: approval, acceptance, refusal, complaint, abort, receipt. */
  record Plain(Signed<? extends Statement> signed) implements OfStatement {}
}

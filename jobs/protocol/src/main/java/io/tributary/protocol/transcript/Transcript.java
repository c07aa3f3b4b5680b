package io.tributary.protocol.transcript;

import io.tributary.mpc.MerkleTree;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Signed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lines and blobs of one run. Their form has been checked; whether they are true has not, and a
 * blob's content need not have the digest it is kept under until {@link #wrongBlobs()} says so.
 */
public final class Transcript {
  private final Map<TranscriptFile, List<byte[]>> lines;
  private final SortedMap<Digest, byte[]> blobs;

  private Transcript(Map<TranscriptFile, List<byte[]>> lines, SortedMap<Digest, byte[]> blobs) {
    this.lines = lines;
    this.blobs = blobs;
  }

  /** Lines without their line ends; a file without lines may be missing. */
  public static Transcript of(Map<TranscriptFile, List<byte[]>> lines, Map<Digest, byte[]> blobs) {
    Map<TranscriptFile, List<byte[]>> all = new EnumMap<>(TranscriptFile.class);
    for (TranscriptFile file : TranscriptFile.values()) {
      all.put(file, List.copyOf(lines.getOrDefault(file, List.of())));
    }
    return new Transcript(all, Collections.unmodifiableSortedMap(new TreeMap<>(blobs)));
  }

  /** The lines of a file, in order; the arrays are not copied. */
  public List<byte[]> lines(TranscriptFile file) {
    return lines.get(file);
  }

  /** All blobs by the digest they are kept under; the arrays are not copied. */
  public SortedMap<Digest, byte[]> blobs() {
    return blobs;
  }

  /** The blob kept under this digest. */
  public Optional<byte[]> blob(Digest sha256) {
    return Optional.ofNullable(blobs.get(sha256));
  }

  /** Digests of blobs whose content has another SHA-256. */
  public List<Digest> wrongBlobs() {
    return blobs.entrySet().stream()
        .filter(blob -> !Digests.sha256(blob.getValue()).equals(blob.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The Merkle root that a receipt signs: over all lines of all files but the receipt, in the order
   * of {@link TranscriptFile}. Blobs are bound by the digests in the lines.
   */
  public Digest root() {
    List<byte[]> leaves = new ArrayList<>();
    for (TranscriptFile file : TranscriptFile.values()) {
      if (file.underRoot()) {
        leaves.addAll(lines.get(file));
      }
    }
    return Digest.of(MerkleTree.root(leaves));
  }

  /** This transcript with other lines in one file. */
  public Transcript with(TranscriptFile file, List<byte[]> other) {
    Map<TranscriptFile, List<byte[]>> changed = new EnumMap<>(lines);
    changed.put(file, other);
    return of(changed, blobs);
  }

  /** This transcript with the querier's receipt, which does not change its root. */
  public Transcript withReceipt(Signed<Receipt> receipt) {
    return with(TranscriptFile.RECEIPT, List.of(Entries.write(new Entry.Plain(receipt))));
  }
}

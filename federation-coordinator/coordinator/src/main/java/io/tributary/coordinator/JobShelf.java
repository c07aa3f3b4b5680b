package io.tributary.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.Roster;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.StatementJson;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The vetted jobs, by name and by digest. A new version takes the name; the old one stays under its
 * digest, so that runs under way and past ones keep what they asked.
 */
public final class JobShelf {
  private static final String BY_NAME = "job-names";
  private static final String BY_DIGEST = "jobs";

  private final Ledger ledger;

  public JobShelf(Ledger ledger) {
    this.ledger = ledger;
  }

  /** A job with its approvals. */
  public record Shelved(JobPackage job, List<Signed<Approval>> approvals) {
    public Shelved {
      approvals = List.copyOf(approvals);
    }

    /** {@code {files: {path: base64}, approvals: [{signature, statement}]}}. */
    public ObjectNode json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      ObjectNode files = json.putObject("files");
      job.files()
          .forEach((path, bytes) -> files.put(path, Base64.getEncoder().encodeToString(bytes)));
      ArrayNode list = json.putArray("approvals");
      for (Signed<Approval> approval : approvals) {
        ObjectNode one = list.addObject();
        one.set("statement", StatementJson.write(approval.statement()));
        one.put("signature", approval.signature().hex());
      }
      return json;
    }

    /**
     * Reads {@link #json}.
     *
     * @throws ProtocolException MALFORMED
     */
    public static Shelved read(JsonNode json) {
      if (json.size() != 2 || !json.path("files").isObject() || !json.path("approvals").isArray()) {
        throw ProtocolErrors.malformed("job", "its members are files and approvals");
      }
      SortedMap<String, byte[]> files = new TreeMap<>();
      for (Map.Entry<String, JsonNode> file : json.path("files").properties()) {
        try {
          files.put(file.getKey(), Base64.getDecoder().decode(file.getValue().asText()));
        } catch (IllegalArgumentException e) {
          throw ProtocolErrors.malformed("job", "a file is not base64", e);
        }
      }
      List<Signed<Approval>> approvals = new ArrayList<>();
      for (JsonNode approval : json.path("approvals")) {
        if (!(approval instanceof ObjectNode object)) {
          throw ProtocolErrors.malformed("job", "an approval is not an object");
        }
        approvals.add(StatementJson.readSigned(Approval.class, object));
      }
      return new Shelved(JobPackage.of(files), approvals);
    }
  }

  /**
   * Puts a job on the shelf if enough vetters have signed these bytes and the ledger agrees. What
   * is no approval of it in force is dropped; approvals that came with it before are kept.
   *
   * @throws ProtocolException BAD_JOB
   */
  public void publish(Tx tx, String name, Shelved shelved, long now) {
    Digest digest = shelved.job().digest();
    if (!shelved.job().definition().name().equals(name)
        || !shelved.job().compiled().name().equals(name)) {
      throw ProtocolErrors.of(
          Code.BAD_JOB, "the job's own name is not " + name, "Publish it under its own name");
    }
    List<Signed<Approval>> handedIn = Approvals.inForce(ledger, digest, shelved.approvals(), now);
    requireVetted(new Shelved(shelved.job(), handedIn), now);
    // Older ones may last longer: nobody shortens a job's life by handing it in again.
    List<Signed<Approval>> all = new ArrayList<>(handedIn);
    stored(tx, digest).ifPresent(before -> all.addAll(before.approvals()));
    Shelved kept = new Shelved(shelved.job(), Approvals.inForce(ledger, digest, all, now));
    tx.put(BY_DIGEST, digest.hex(), CanonicalJson.write(kept.json()));
    tx.put(BY_NAME, name, digest.bytes());
  }

  /** The ledger calls it vetted, and the approvals here show the same to whoever audits a run. */
  private void requireVetted(Shelved kept, long now) {
    Digest digest = kept.job().digest();
    Set<PartyId> vetters = Approvals.vetters(kept.approvals());
    Optional<Ledger.JobRecord> record =
        ledger.job(digest).filter(job -> !job.revoked() && job.expires() > now);
    if (record.isEmpty() || Roster.of(ledger).organisations(vetters) < ledger.vettersNeeded()) {
      throw ProtocolErrors.of(
          Code.BAD_JOB,
          "job " + kept.job().compiled().name() + " (" + digest + ") is not vetted",
          "Have it signed by " + ledger.vettersNeeded() + " vetters and put on the ledger first");
    }
    Set<PartyId> missing = new TreeSet<>(record.get().vetters());
    missing.removeAll(vetters);
    if (!missing.isEmpty()) {
      throw ProtocolErrors.of(
          Code.BAD_JOB,
          "job "
              + kept.job().compiled().name()
              + ": the ledger names "
              + missing
              + " as vetters, and their approvals are not here",
          "Publish the job with all approvals that are on the ledger");
    }
  }

  /**
   * A job as it can be asked for now, with the approvals that are in force now: a foreign or forged
   * one beside them would spoil the transcript of a good run.
   *
   * @throws ProtocolException BAD_JOB if it is not here, or not vetted any more
   */
  public Shelved dispatchable(Tx tx, Digest digest, long now) {
    Shelved stored =
        stored(tx, digest)
            .orElseThrow(
                () ->
                    ProtocolErrors.of(
                        Code.BAD_JOB,
                        "no job with digest " + digest + " is published here",
                        "Publish it, or ask for one of `tributary jobs`"));
    Shelved today =
        new Shelved(stored.job(), Approvals.inForce(ledger, digest, stored.approvals(), now));
    requireVetted(today, now);
    return today;
  }

  public Optional<Shelved> find(Tx tx, String name) {
    return tx.get(BY_NAME, name).flatMap(digest -> stored(tx, Digest.of(digest)));
  }

  private static Optional<Shelved> stored(Tx tx, Digest digest) {
    return tx.get(BY_DIGEST, digest.hex())
        .map(bytes -> Shelved.read(CanonicalJson.parseObject(bytes)));
  }

  /** Current digests by name. */
  public SortedMap<String, Digest> names(Tx tx) {
    SortedMap<String, Digest> names = new TreeMap<>();
    tx.scan(BY_NAME, "").forEach((name, digest) -> names.put(name, Digest.of(digest)));
    return names;
  }
}

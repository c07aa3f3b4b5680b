package io.tributary.protocol.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.run.Parameters;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Proposal;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signature;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import io.tributary.protocol.statement.StatementJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lines as canonical JSON. A line that is read is written again and must come out the same. */
public final class Entries {
  private Entries() {}

  /** The line of an entry, without its line end. */
  public static byte[] write(Entry entry) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    if (entry instanceof Entry.JobFile file) {
      line.put("kind", Kind.FILE).put("path", file.path()).put("sha256", file.sha256().hex());
      return CanonicalJson.write(line);
    }
    Signed<? extends Statement> signed = ((Entry.OfStatement) entry).signed();
    line.put("kind", Kind.of(signed.statement()).text());
    line.set("statement", StatementJson.write(signed.statement()));
    line.put("signature", signed.signature().hex());
    if (entry instanceof Entry.Request request) {
      line.set("parameters", request.parameters().toJson());
    } else if (entry instanceof Entry.Contributed contributed) {
      line.put("commitments", contributed.commitments().hex());
      ArrayNode sealed = line.putArray("sealed");
      contributed.sealed().forEach(digest -> sealed.add(digest.hex()));
    } else if (entry instanceof Entry.InclusionOf set) {
      ObjectNode members = line.putObject("members");
      set.members().forEach((party, digest) -> members.put(party.name(), digest.hex()));
    } else if (entry instanceof Entry.Completed completed) {
      line.put("products", completed.products().hex());
    }
    return CanonicalJson.write(line);
  }

  /**
   * Reads a line.
   *
   * @param number from 1, for errors
   * @throws TranscriptException unless the line is canonical, complete, without unknown members,
   *     and of a kind that this file holds
   */
  public static Entry read(TranscriptFile file, int number, byte[] line) {
    Leaf leaf = Leaf.line(file, number);
    try {
      ObjectNode object = CanonicalJson.parseObject(line);
      Entry entry = entry(file, object);
      // Unknown members are what is missing after writing it again.
      if (!Arrays.equals(write(entry), line)) {
        throw new IllegalArgumentException("it has members that its kind does not have");
      }
      return entry;
    } catch (ProtocolException | IllegalArgumentException | NullPointerException e) {
      throw new TranscriptException(leaf, e.getMessage(), e);
    }
  }

  /** Reads all lines of a file. */
  public static List<Entry> read(Transcript transcript, TranscriptFile file) {
    List<Entry> entries = new ArrayList<>();
    for (byte[] line : transcript.lines(file)) {
      entries.add(read(file, entries.size() + 1, line));
    }
    return entries;
  }

  private static Entry entry(TranscriptFile file, ObjectNode line) {
    String kindText = textOf(line, "kind");
    if (file == TranscriptFile.JOB && kindText.equals(Kind.FILE)) {
      return new Entry.JobFile(textOf(line, "path"), digest(line, "sha256"));
    }
    Kind kind =
        Kind.of(kindText)
            .filter(found -> found.file() == file)
            .orElseThrow(() -> new IllegalArgumentException("this file has no lines of this kind"));
    return switch (kind) {
      case REQUEST ->
          new Entry.Request(
              signed(RunRequest.class, line), Parameters.fromJson(member(line, "parameters")));
      case CONTRIBUTION ->
          new Entry.Contributed(
              signed(Contribution.class, line), digest(line, "commitments"), sealed(line));
      case PROPOSAL -> new Entry.InclusionOf(signed(Proposal.class, line), members(line));
      case CHECKED -> new Entry.InclusionOf(signed(Checked.class, line), members(line));
      case COMPLETION ->
          new Entry.Completed(signed(Completion.class, line), digest(line, "products"));
      case APPROVAL, ACCEPTANCE, REFUSAL, COMPLAINT, ABORT, RECEIPT ->
          new Entry.Plain(signed(kind.type(), line));
    };
  }

  private static <T extends Statement> Signed<T> signed(Class<T> type, ObjectNode line) {
    return new Signed<>(
        StatementJson.read(type, member(line, "statement")),
        new Signature(textOf(line, "signature")));
  }

  private static SortedMap<PartyId, Digest> members(ObjectNode line) {
    SortedMap<PartyId, Digest> members = new TreeMap<>();
    member(line, "members")
        .properties()
        .forEach(
            member ->
                members.put(
                    new PartyId(member.getKey()), new Digest(text(member.getValue(), "member"))));
    return members;
  }

  private static List<Digest> sealed(ObjectNode line) {
    List<Digest> sealed = new ArrayList<>();
    member(line, "sealed").forEach(digest -> sealed.add(new Digest(text(digest, "sealed"))));
    return sealed;
  }

  private static Digest digest(JsonNode object, String name) {
    return new Digest(text(member(object, name), name));
  }

  private static String textOf(JsonNode object, String name) {
    return text(member(object, name), name);
  }

  private static String text(JsonNode node, String name) {
    if (!node.isTextual()) {
      throw new IllegalArgumentException("member " + name + " is not a string");
    }
    return node.textValue();
  }

  private static JsonNode member(JsonNode object, String name) {
    JsonNode found = object.get(name);
    if (found == null) {
      throw new IllegalArgumentException("member " + name + " is missing");
    }
    return found;
  }
}

package io.tributary.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Complaint;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Refusal;

/** Messages as canonical JSON objects with a {@code kind} (PROTOCOL 7.2). */
public final class Messages {
  /** Longest message; one that is longer is refused unread. */
  public static final int MAX_BYTES = 12 << 20;

  private Messages() {}

  /**
   * Writes a message.
   *
   * @throws ProtocolException TOO_LARGE if no reader would take it
   */
  public static byte[] write(Message message) {
    byte[] bytes = CanonicalJson.write(MessageWriter.toJson(message));
    if (bytes.length > MAX_BYTES) {
      throw ProtocolErrors.tooLarge("message", bytes.length, MAX_BYTES);
    }
    return bytes;
  }

  /**
   * Reads a message.
   *
   * @throws ProtocolException MALFORMED, TOO_LARGE, or DIGEST if content and statement disagree
   */
  public static Message read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw ProtocolErrors.tooLarge("message", bytes.length, MAX_BYTES);
    }
    ObjectNode json = CanonicalJson.parseObject(bytes);
    JsonNode kind = json.path("kind");
    return switch (kind.isTextual() ? kind.textValue() : "") {
      case "abort" -> new AbortMessage(MessageReader.statement(Abort.class, json));
      case "acceptance" -> new AcceptanceMessage(MessageReader.statement(Acceptance.class, json));
      case "checked" -> MessageReader.checked(json);
      case "complaint" -> new ComplaintMessage(MessageReader.statement(Complaint.class, json));
      case "completion" -> MessageReader.completion(json);
      case "contribution" -> MessageReader.contribution(json);
      case "dispatch" -> MessageReader.dispatch(json);
      case "evidence" -> MessageReader.evidence(json);
      case "output" -> MessageReader.output(json);
      case "proposal" -> MessageReader.proposal(json);
      case "receipt" -> new ReceiptMessage(MessageReader.statement(Receipt.class, json));
      case "refusal" -> new RefusalMessage(MessageReader.statement(Refusal.class, json));
      default -> throw ProtocolErrors.malformed("message", "unknown kind");
    };
  }
}

package io.tributary.mpc.four;

import io.tributary.mpc.four.Program.OutputSpec;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Pieces of outputs on their way to one receiver. With four members every piece comes as a vector
 * from two of its holders and as a hash from the third, so that the two honest ones always suffice
 * and a liar is named. With three members both holders send the vector, and must agree.
 */
final class Opening {
  /** What a holder says of a piece: a hash, and the words if they came and fit. */
  private record Claim(int holder, String digest, Optional<long[]> words) {}

  private final Program program;
  private final Committee committee;
  private final byte[] context;
  private final int receiver;
  private final List<OutputSpec> outputs;
  private final int words;
  private final Map<Integer, Message> messages = new TreeMap<>();
  private final Set<Integer> liars = new TreeSet<>();

  Opening(Program program, byte[] context, int receiver) {
    this.program = program;
    this.committee = program.committee();
    this.context = context;
    this.receiver = receiver;
    outputs = program.outputsTo(receiver != Committee.OUTSIDE);
    words = outputs.stream().mapToInt(output -> output.wire().words()).sum();
  }

  /** What a holder sends. */
  static Message message(
      Program program, PartyKeys keys, byte[] context, int receiver, Evaluator values) {
    Opening opening = new Opening(program, context, receiver);
    int party = keys.party();
    List<byte[]> digests = new ArrayList<>();
    ByteBuffer body = ByteBuffer.allocate(opening.bodyLength(party));
    for (int piece : opening.piecesOf(party)) {
      byte[] salt = opening.salt(keys.salt(piece), piece);
      byte[] vector = opening.vector(values, piece);
      digests.add(opening.digest(piece, salt, vector));
      if (opening.carries(party, piece)) {
        body.put(salt).put(vector);
      }
    }
    int round = opening.round();
    return new Message(context, Message.Kind.OPEN, round, party, receiver, digests, body.array());
  }

  private int round() {
    return program.depth() + 2;
  }

  /** Pieces of which a holder tells this receiver. */
  private List<Integer> piecesOf(int party) {
    return receiver == Committee.OUTSIDE ? committee.others(party) : List.of(receiver);
  }

  /** Whether the holder sends the words, not only their hash. */
  private boolean carries(int party, int piece) {
    List<Integer> holders = committee.others(piece);
    return !committee.isFour() || holders.indexOf(party) != piece % holders.size();
  }

  /** Bytes that a holder sends to this receiver. */
  int bodyLength(int party) {
    long carried = piecesOf(party).stream().filter(piece -> carries(party, piece)).count();
    return Math.toIntExact(carried * (Digests.BYTES + (long) words * Long.BYTES));
  }

  private byte[] vector(Evaluator values, int piece) {
    byte[] bytes = new byte[words * Long.BYTES];
    int at = 0;
    for (OutputSpec output : outputs) {
      long[] vector = values.pieces(output.wire().id())[piece];
      Digests.write(vector, 0, vector.length, bytes, at);
      at += vector.length * Long.BYTES;
    }
    return bytes;
  }

  private byte[] salt(byte[] key, int piece) {
    byte[] place = {(byte) piece, (byte) receiver};
    return Digests.sha256(PartyKeys.label("open salt"), key, context, place);
  }

  private byte[] digest(int piece, byte[] salt, byte[] vector) {
    byte[] place = {(byte) piece, (byte) receiver};
    return Digests.sha256(PartyKeys.label("open"), salt, context, place, vector);
  }

  boolean expects(Message message) {
    return message.kind() == Message.Kind.OPEN
        && message.round() == round()
        && message.to() == receiver
        && committee.members().contains(message.from())
        && Arrays.equals(message.context(), context);
  }

  void accept(Message message) {
    messages.putIfAbsent(message.from(), message);
  }

  /** Whose message is still missing, given who has been called silent. */
  Set<Integer> missing(Set<Integer> silent) {
    Set<Integer> missing = new TreeSet<>(committee.others(receiver));
    missing.removeAll(messages.keySet());
    missing.removeAll(silent);
    return missing;
  }

  /** Parties whose claims were false. */
  Set<Integer> liars() {
    return liars;
  }

  /** The words of a piece, or whose claims stand against each other. */
  Optional<long[]> piece(int piece, Set<Integer> disputed) {
    List<Claim> claims = new ArrayList<>();
    for (int holder : committee.others(piece)) {
      if (messages.containsKey(holder)) {
        claim(messages.get(holder), piece).ifPresentOrElse(claims::add, () -> liars.add(holder));
      }
    }
    for (Claim claim : claims) {
      List<Claim> equal =
          claims.stream().filter(other -> other.digest().equals(claim.digest())).toList();
      if (equal.size() >= 2) {
        claims.stream()
            .filter(other -> !other.digest().equals(claim.digest()))
            .forEach(other -> liars.add(other.holder()));
        return equal.stream().flatMap(other -> other.words().stream()).findFirst();
      }
    }
    claims.forEach(claim -> disputed.add(claim.holder()));
    return Optional.empty();
  }

  private Optional<Claim> claim(Message message, int piece) {
    int holder = message.from();
    List<Integer> pieces = piecesOf(holder);
    if (message.digests().size() != pieces.size() || message.body().length != bodyLength(holder)) {
      return Optional.empty();
    }
    byte[] digest = message.digests().get(pieces.indexOf(piece));
    String name = HexFormat.of().formatHex(digest);
    if (!carries(holder, piece)) {
      return Optional.of(new Claim(holder, name, Optional.empty()));
    }
    long before = pieces.stream().filter(other -> other < piece && carries(holder, other)).count();
    int at = Math.toIntExact(before * (Digests.BYTES + (long) words * Long.BYTES));
    byte[] salt = Arrays.copyOfRange(message.body(), at, at + Digests.BYTES);
    int from = at + Digests.BYTES;
    byte[] vector = Arrays.copyOfRange(message.body(), from, from + words * Long.BYTES);
    return MessageDigest.isEqual(digest(piece, salt, vector), digest)
        ? Optional.of(new Claim(holder, name, Optional.of(Digests.read(vector, 0, words))))
        : Optional.empty();
  }

  /** Cuts the pieces' sums into the outputs, by name. */
  Map<String, long[]> outputs(List<long[]> pieces) {
    Map<String, long[]> opened = new TreeMap<>();
    int at = 0;
    for (OutputSpec output : outputs) {
      int size = output.wire().words();
      long[] sum = new long[size];
      for (long[] piece : pieces) {
        output.wire().ring().add(sum, Arrays.copyOfRange(piece, at, at + size));
      }
      opened.put(output.name(), sum);
      at += size;
    }
    return opened;
  }

  /** A party's own pieces of the outputs to all, in the order of the messages. */
  List<long[]> own(Evaluator values, int party) {
    List<long[]> pieces = new ArrayList<>();
    for (int piece : committee.others(party)) {
      pieces.add(Digests.read(vector(values, piece), 0, words));
    }
    return pieces;
  }
}

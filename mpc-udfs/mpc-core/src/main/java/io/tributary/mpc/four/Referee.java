package io.tributary.mpc.four;

import java.security.MessageDigest;
import java.util.Set;

/**
 * Narrows a {@link Blame} down from two layer messages to the reporter whose {@link
 * Message#evidence} their senders have signed. It needs no body and sees hashes alone. Nobody can
 * decide between sender and backup of a joint message but by recomputing it, which would open
 * inputs; so the result may be a pair.
 */
public final class Referee {
  private final Program program;

  /** For runs of a program. */
  public Referee(Program program) {
    this.program = program;
  }

  /**
   * Who is faulty, given that one party is, when a reporter says that the section of a sender is
   * not what its backup's hash says. Signatures are the caller's to check.
   *
   * @param fromSender signed message of the accused sender to the reporter, in the blamed round
   * @param fromBackup the backup's
   * @return sender and backup if their signed hashes differ; else the reporter, whose accusation is
   *     false
   * @throws IllegalArgumentException when the messages are not those of the accusation
   */
  public Set<Integer> decide(Blame blame, Message fromSender, Message fromBackup) {
    int sender = fromSender.from();
    int backup = fromBackup.from();
    if (blame.kind() != Blame.Kind.MISMATCH
        || !blame.suspects().equals(Set.of(sender, backup))
        || !concerns(fromSender, blame)
        || !concerns(fromBackup, blame)) {
      throw new IllegalArgumentException("referee: messages and accusation do not belong together");
    }
    Layer layer = program.layer(blame.round());
    for (Layer.Section section : layer.between(sender, blame.reporter())) {
      if (section.route().backup() == backup
          && differs(layer, section, fromSender, fromBackup, blame.reporter())) {
        return blame.suspects();
      }
    }
    for (Layer.Section section : layer.between(backup, blame.reporter())) {
      if (section.route().backup() == sender
          && differs(layer, section, fromBackup, fromSender, blame.reporter())) {
        return blame.suspects();
      }
    }
    return Set.of(blame.reporter());
  }

  private static boolean concerns(Message message, Blame blame) {
    return message.kind() == Message.Kind.LAYER
        && message.round() == blame.round()
        && message.to() == blame.reporter();
  }

  private static boolean differs(
      Layer layer, Layer.Section section, Message fromSender, Message fromBackup, int receiver) {
    int own = layer.between(fromSender.from(), receiver).indexOf(section);
    int before = layer.between(fromBackup.from(), receiver).size();
    int backed = layer.backedBy(fromBackup.from(), receiver).indexOf(section);
    return !MessageDigest.isEqual(
        fromSender.digests().get(own), fromBackup.digests().get(before + backed));
  }
}

package io.tributary.protocol.seal;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Seals many records of one sender to one recipient under a key that the sender has sealed to it
 * before (PROTOCOL 5.4). Each record has a label of its own and, derived from it, a key of its own:
 * the same label never serves for two texts. {@link #close()} wipes the key.
 */
public final class Channel implements AutoCloseable {
  /** Length of a channel's key. */
  public static final int KEY_BYTES = KeyWrap.KEY_BYTES;

  private static final byte[] DOMAIN = "tributary/v1/channel".getBytes(StandardCharsets.US_ASCII);

  private final byte[] key;
  private final SealContext context;

  /**
   * A channel.
   *
   * @param key 32 secret bytes, copied
   */
  public Channel(byte[] key, SealContext context) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a channel's key has 32 bytes");
    }
    this.key = key.clone();
    this.context = context;
  }

  /** Seals: records as in a sealed message, without its header. */
  public byte[] seal(byte[] label, byte[] text) {
    byte[] own = derived(label);
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(Records.sealedLength(text.length)));
    try {
      Records.seal(own, aad(label), text, out);
      return out.array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not there", e);
    } finally {
      Arrays.fill(own, (byte) 0);
    }
  }

  /**
   * Opens.
   *
   * @throws ProtocolException UNSEALABLE for whatever is wrong
   */
  public byte[] open(byte[] label, byte[] sealed) {
    byte[] own = derived(label);
    try {
      return Records.open(own, aad(label), ByteBuffer.wrap(sealed));
    } catch (GeneralSecurityException e) {
      throw ProtocolErrors.unsealable(context.sender(), context.recipient(), context.run());
    } finally {
      Arrays.fill(own, (byte) 0);
    }
  }

  private byte[] derived(byte[] label) {
    return Digests.sha256(DOMAIN, key, label).bytes();
  }

  private byte[] aad(byte[] label) {
    byte[] context = this.context.aad();
    return ByteBuffer.allocate(context.length + label.length).put(context).put(label).array();
  }

  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }
}

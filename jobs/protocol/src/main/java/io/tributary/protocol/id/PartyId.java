package io.tributary.protocol.id;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The short public name of a party, such as {@code r01} or {@code n2}: 1 to 31 of {@code a-z 0-9
 * -}. On the ledger it is its ASCII bytes, padded on the right with zeros to {@code bytes32}.
 *
 * @param name the name
 */
public record PartyId(String name) implements Comparable<PartyId> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,30})");

  public PartyId {
    if (name == null || !FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a party id is 1 to 31 of a-z, 0-9 and '-', and starts with a letter or digit");
    }
  }

  /** The ledger's form. */
  public Digest bytes32() {
    return Digest.of(Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), Digest.BYTES));
  }

  /** Reads the ledger's form. */
  public static PartyId of(Digest bytes32) {
    byte[] bytes = bytes32.bytes();
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return new PartyId(new String(bytes, 0, end, StandardCharsets.US_ASCII));
  }

  @Override
  public int compareTo(PartyId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}

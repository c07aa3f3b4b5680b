package io.tributary.cli.local;

import io.tributary.cli.error.HomeErrors;
import io.tributary.party.config.ConfigException;
import io.tributary.party.config.KeyFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** Keys of accounts with funds, as other Ethereum tools print them. */
final class AccountKeys {
  private static final String FIX =
      "write the private key of an account with funds there, 64 hex digits with or without 0x, and"
          + " `chmod 600` it";

  private AccountKeys() {}

  /** The secret in {@code <who>.key}; the caller wipes it. */
  static byte[] read(Path folder, String who) {
    Path file = folder.resolve(who + ".key");
    if (!Files.exists(file)) {
      throw HomeErrors.badFile(file, "there is no such file", FIX);
    }
    byte[] bytes;
    try {
      bytes = KeyFiles.read(file);
    } catch (ConfigException e) {
      throw HomeErrors.badFile(file, e.getMessage().replace(file + ": ", ""), FIX);
    }
    try {
      String text = new String(bytes, StandardCharsets.US_ASCII).strip();
      String digits = text.startsWith("0x") ? text.substring(2) : text;
      if (digits.length() != 2 * KeyFiles.KEY_BYTES) {
        throw HomeErrors.badFile(file, "it is no key of 32 bytes", FIX);
      }
      return HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw HomeErrors.badFile(file, "it is no key in hex digits", FIX);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}

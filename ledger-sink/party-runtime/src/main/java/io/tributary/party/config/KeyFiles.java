package io.tributary.party.config;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Secrets on disk: regular files of mode 0600 (or 0400) that are no symbolic links. A 32-byte key
 * is one line of lower-case hex.
 */
public final class KeyFiles {
  /** Bytes in an identity or sealing key. */
  public static final int KEY_BYTES = 32;

  private static final int MAX_BYTES = 1 << 16;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private KeyFiles() {}

  /** Reads a 32-byte key. The caller wipes the array when done. */
  public static byte[] readKey(Path file) {
    byte[] text = read(file);
    try {
      int length = text.length > 0 && text[text.length - 1] == '\n' ? text.length - 1 : text.length;
      byte[] key = length == 2 * KEY_BYTES ? decode(text) : null;
      if (key == null) {
        throw new ConfigException(
            file, "is no key file: expected one line of 64 lower-case hex digits");
      }
      return key;
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /** Makes something of a 32-byte key, and wipes what was read. */
  public static <T> T readKey(Path file, Function<byte[], T> reader) {
    byte[] key = readKey(file);
    try {
      return reader.apply(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Reads a secret file of any content (PEM). The caller wipes the array when done. */
  public static byte[] read(Path file) {
    PosixFileAttributes before = checked(file);
    Set<OpenOption> options = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);
    try (SeekableByteChannel in = Files.newByteChannel(file, options)) {
      if (in.size() > MAX_BYTES) {
        throw new ConfigException(file, "is larger than a key file may be (64 KiB)");
      }
      byte[] bytes = Channels.newInputStream(in).readAllBytes();
      // Between the check and the opening the name may have been given to another file.
      if (!Objects.equals(before.fileKey(), checked(file).fileKey())) {
        throw new ConfigException(file, "was replaced while it was read; try again");
      }
      return bytes;
    } catch (IOException e) {
      throw new ConfigException(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** Refuses a file that is no private, regular file of ours. */
  public static void check(Path file) {
    checked(file);
  }

  /** Creates a key file; refuses to replace one. All of it is there, or nothing. */
  public static void createKey(Path file, byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    byte[] text = encode(key);
    try {
      create(file, text);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /** Creates a secret file of any content; missing folders are made, mode 0700. */
  public static void create(Path file, byte[] content) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Path draft = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      PrivateFolders.create(folder);
      try (FileChannel out =
          FileChannel.open(
              draft,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        out.force(true);
      }
      // A hard link fails if the name is taken, where a rename would replace the older key.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      throw new ConfigException(file, "is there already; a key is never replaced in place");
    } catch (IOException e) {
      throw new ConfigException(file, "cannot be created (" + e.getClass().getSimpleName() + ")");
    } finally {
      deleteQuietly(draft);
    }
  }

  private static PosixFileAttributes checked(Path file) {
    PosixFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, PosixFileAttributes.class, NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          file,
          "there is no such key file; check the path. `tributary up` makes the keys of a local"
              + " federation; others are put there by whoever runs the party");
    } catch (IOException e) {
      throw new ConfigException(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    if (attributes.isSymbolicLink()) {
      throw new ConfigException(file, "is a symbolic link; name the key file itself");
    }
    if (!attributes.isRegularFile()) {
      throw new ConfigException(file, "is no regular file");
    }
    if (!OWNER_ONLY.containsAll(attributes.permissions())) {
      throw new ConfigException(
          file,
          "has mode "
              + PosixFilePermissions.toString(attributes.permissions())
              + ", open to others; run: chmod 600 "
              + file);
    }
    return attributes;
  }

  private static byte[] encode(byte[] key) {
    HexFormat hex = HexFormat.of();
    byte[] text = new byte[2 * KEY_BYTES + 1];
    for (int i = 0; i < KEY_BYTES; i++) {
      text[2 * i] = (byte) hex.toHighHexDigit(key[i]);
      text[2 * i + 1] = (byte) hex.toLowHexDigit(key[i]);
    }
    text[2 * KEY_BYTES] = '\n';
    return text;
  }

  /** Null if a character is no lower-case hex digit. */
  private static byte[] decode(byte[] text) {
    byte[] key = new byte[KEY_BYTES];
    for (int i = 0; i < 2 * KEY_BYTES; i++) {
      if (!HexFormat.isHexDigit(text[i]) || Character.isUpperCase(text[i])) {
        return null;
      }
      key[i / 2] = (byte) (key[i / 2] << 4 | HexFormat.fromHexDigit(text[i]));
    }
    return key;
  }

  private static void deleteQuietly(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      System.getLogger("io.tributary.party")
          .log(System.Logger.Level.WARNING, "a draft of a key file could not be deleted: " + draft);
    }
  }
}

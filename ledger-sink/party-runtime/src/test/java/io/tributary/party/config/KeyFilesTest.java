package io.tributary.party.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFilesTest {
  private static final String HEX = "00".repeat(31) + "ff";

  @TempDir Path temp;

  @Test
  void createKey_thenRead_isTheSame() throws Exception {
    byte[] key = new byte[KeyFiles.KEY_BYTES];
    new Random(7).nextBytes(key);
    Path file = temp.resolve("new/folder/identity.key");
    KeyFiles.createKey(file, key);
    assertArrayEquals(key, KeyFiles.readKey(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(List.of(file), files(file.getParent()));
  }

  @Test
  void createKey_overAnother_isRefusedAndChangesNothing() throws Exception {
    Path file = key(HEX, "rw-------");
    ConfigException e =
        assertThrows(ConfigException.class, () -> KeyFiles.createKey(file, new byte[32]));
    assertTrue(e.getMessage().contains("never replaced"), e.getMessage());
    assertEquals(HEX, Files.readString(file));
    assertEquals(List.of(file), files(temp));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-rw-rw-"})
  void readKey_ofFileOpenToOthers_isRefused(String mode) throws Exception {
    Path file = key(HEX, mode);
    ConfigException e = assertThrows(ConfigException.class, () -> KeyFiles.readKey(file));
    assertTrue(e.getMessage().contains("chmod 600"), e.getMessage());
  }

  @Test
  @Tag("threat-13")
  void readKey_forAReader_isWipedAfterwards() throws Exception {
    Path file = key(HEX, "rw-------");
    AtomicReference<byte[]> seen = new AtomicReference<>();
    int last =
        KeyFiles.readKey(
            file,
            key -> {
              seen.set(key);
              return key[31] & 0xff;
            });
    assertEquals(0xff, last);
    assertArrayEquals(new byte[32], seen.get());
    assertThrows(
        IllegalStateException.class,
        () ->
            KeyFiles.readKey(
                file,
                key -> {
                  seen.set(key);
                  throw new IllegalStateException("no key of this kind");
                }));
    assertArrayEquals(new byte[32], seen.get());
  }

  @Test
  void readKey_ofReadOnlyFile_isAllowed() throws Exception {
    assertEquals((byte) 0xff, KeyFiles.readKey(key(HEX, "r--------"))[31]);
  }

  @Test
  @Tag("threat-10")
  void readKey_throughSymbolicLink_isRefused() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("link.key"), key(HEX, "rw-------"));
    ConfigException e = assertThrows(ConfigException.class, () -> KeyFiles.readKey(link));
    assertTrue(e.getMessage().contains("symbolic link"), e.getMessage());
  }

  @Test
  void readKey_ofFolder_isRefused() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("folder"));
    assertThrows(ConfigException.class, () -> KeyFiles.readKey(folder));
  }

  @Test
  void readKey_ofMissingFile_saysHowToMakeOne() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> KeyFiles.readKey(temp.resolve("x")));
    assertTrue(e.getMessage().contains("no such key file"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "zz", "FF", "0x", " "})
  void readKey_ofOtherContent_isRefusedWithoutRepeatingIt(String end) throws Exception {
    String text = "ab".repeat(31) + end;
    Path file = key(end.equals("00") ? text + "00" : text, "rw-------");
    ConfigException e = assertThrows(ConfigException.class, () -> KeyFiles.readKey(file));
    assertTrue(e.getMessage().contains("no key file"), e.getMessage());
    assertFalse(e.getMessage().contains("abab"), e.getMessage());
  }

  private Path key(String text, String mode) throws Exception {
    Path file = Files.writeString(temp.resolve("identity.key"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}

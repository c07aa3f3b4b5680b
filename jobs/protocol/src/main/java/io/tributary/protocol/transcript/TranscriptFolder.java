package io.tributary.protocol.transcript;

import io.tributary.protocol.id.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads and writes run folders. Writing is all or nothing. Reading follows no symbolic link, takes
 * no name from a file's content, and stops at the caps of {@link TranscriptLimits}: a folder may
 * come from anyone.
 */
public final class TranscriptFolder {
  private static final String TRANSCRIPT = "transcript";
  private static final String BLOBS = "blobs";
  private static final String CHAIN = "chain.json";
  private static final String RESULT = "result.json";
  private static final String EVIDENCE = "evidence.json";

  private TranscriptFolder() {}

  /**
   * Writes the folder, replacing one that is there. After a crash there is the old folder or the
   * new one under the name, or none and the old one beside it with the suffix {@code .old}.
   */
  public static void write(Path folder, RunFolder run) {
    try {
      Path absolute = folder.toAbsolutePath().normalize();
      Path parent = Files.createDirectories(absolute.getParent());
      Path fresh = Files.createTempDirectory(parent, "." + absolute.getFileName() + ".new");
      fill(fresh, run);
      Path old = absolute.resolveSibling(absolute.getFileName() + ".old");
      if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
        remove(old);
        Files.move(absolute, old, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE);
      remove(old);
    } catch (IOException e) {
      throw new UncheckedIOException("the run folder " + folder + " could not be written", e);
    }
  }

  private static void fill(Path folder, RunFolder run) throws IOException {
    Path transcript = Files.createDirectory(folder.resolve(TRANSCRIPT));
    for (TranscriptFile file : TranscriptFile.values()) {
      put(transcript.resolve(file.fileName()), TranscriptLines.join(run.transcript().lines(file)));
    }
    Path blobs = Files.createDirectory(folder.resolve(BLOBS));
    for (Map.Entry<Digest, byte[]> blob : run.transcript().blobs().entrySet()) {
      put(blobs.resolve(Leaf.blobName(blob.getKey())), blob.getValue());
    }
    if (run.chain().isPresent()) {
      put(folder.resolve(CHAIN), run.chain().get());
    }
    if (run.result().isPresent()) {
      put(folder.resolve(RESULT), run.result().get());
    }
    if (run.evidence().isPresent()) {
      put(folder.resolve(EVIDENCE), run.evidence().get());
    }
  }

  private static void put(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void remove(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> below = Files.walk(path)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /**
   * Reads a folder.
   *
   * @throws TranscriptException if a file is missing, too large, not a regular file, not named by a
   *     digest, or not made of whole lines
   */
  public static RunFolder read(Path folder) {
    try {
      directory(folder, new Leaf(String.valueOf(folder.getFileName())));
      Reading reading = new Reading();
      Map<TranscriptFile, List<byte[]>> lines = lines(folder.resolve(TRANSCRIPT), reading);
      SortedMap<Digest, byte[]> blobs = blobs(folder.resolve(BLOBS), reading);
      return new RunFolder(
          Transcript.of(lines, blobs),
          optional(folder.resolve(CHAIN), Leaf.CHAIN, reading),
          optional(folder.resolve(RESULT), Leaf.RESULT, reading),
          optional(folder.resolve(EVIDENCE), Leaf.EVIDENCE, reading));
    } catch (IOException e) {
      throw new UncheckedIOException("the run folder " + folder + " could not be read", e);
    }
  }

  private static Map<TranscriptFile, List<byte[]>> lines(Path folder, Reading reading)
      throws IOException {
    directory(folder, new Leaf(TRANSCRIPT));
    for (Path file : children(folder, TranscriptLimits.FILES)) {
      String path = TRANSCRIPT + "/" + file.getFileName();
      if (TranscriptFile.ofPath(path).isEmpty()) {
        throw new TranscriptException(new Leaf(path), "no file of a transcript has this name");
      }
    }
    Map<TranscriptFile, List<byte[]>> lines = new EnumMap<>(TranscriptFile.class);
    for (TranscriptFile file : TranscriptFile.values()) {
      Leaf leaf = Leaf.file(file);
      byte[] bytes =
          reading.file(folder.resolve(file.fileName()), leaf, TranscriptLimits.FILE_BYTES);
      lines.put(file, TranscriptLines.split(file, bytes));
    }
    return lines;
  }

  private static SortedMap<Digest, byte[]> blobs(Path folder, Reading reading) throws IOException {
    directory(folder, new Leaf(BLOBS));
    SortedMap<Digest, byte[]> blobs = new TreeMap<>();
    for (Path file : children(folder, TranscriptLimits.BLOBS)) {
      String name = String.valueOf(file.getFileName());
      boolean digest =
          name.length() == 2 * Digest.BYTES
              && name.chars().allMatch(c -> HexFormat.isHexDigit(c) && !Character.isUpperCase(c));
      if (!digest) {
        throw new TranscriptException(
            new Leaf(BLOBS + "/" + printable(name)), "a blob is named by 64 lower-case hex digits");
      }
      Digest key = new Digest("0x" + name);
      blobs.put(key, reading.file(file, Leaf.blob(key), TranscriptLimits.BLOB_BYTES));
    }
    return blobs;
  }

  private static Optional<byte[]> optional(Path file, Leaf leaf, Reading reading)
      throws IOException {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(reading.file(file, leaf, TranscriptLimits.BLOB_BYTES))
        : Optional.empty();
  }

  private static void directory(Path path, Leaf leaf) {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new TranscriptException(leaf, "is missing, or not a directory");
    }
  }

  private static List<Path> children(Path folder, int most) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.limit(most + 1L).sorted().toList();
      if (found.size() > most) {
        throw new TranscriptException(
            new Leaf(String.valueOf(folder.getFileName())), "holds more than " + most + " files");
      }
      return new ArrayList<>(found);
    }
  }

  private static String printable(String name) {
    return name.replaceAll("[^a-zA-Z0-9._-]", "?");
  }

  /** Counts what has been read, so that many files below their caps cannot add up to too much. */
  private static final class Reading {
    private long total;

    byte[] file(Path path, Leaf leaf, int most) throws IOException {
      BasicFileAttributes attributes;
      try {
        attributes =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException e) {
        throw new TranscriptException(leaf, "is missing", e);
      }
      if (!attributes.isRegularFile()) {
        throw new TranscriptException(leaf, "is not a regular file; links are not followed");
      }
      try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
        byte[] bytes = in.readNBytes(most + 1);
        total += bytes.length;
        if (bytes.length > most || total > TranscriptLimits.TOTAL_BYTES) {
          throw new TranscriptException(
              leaf, "is larger than " + most + " bytes, or all files are");
        }
        return bytes;
      }
    }
  }
}

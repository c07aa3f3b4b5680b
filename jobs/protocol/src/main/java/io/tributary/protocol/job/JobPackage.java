package io.tributary.protocol.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bytes of a job's folder: exactly what vetters sign. Approvals are kept apart from it. */
public final class JobPackage {
  public static final String DEFINITION = "job.yaml";
  public static final String QUERY = "query.sql";
  public static final String COMPILED = "compiled.json";
  public static final String README = "README.md";

  private static final int MAX_TEXT = 1 << 20;
  private static final Map<String, Integer> FILES =
      Map.of(
          DEFINITION,
          MAX_TEXT,
          QUERY,
          MAX_TEXT,
          COMPILED,
          CanonicalJson.MAX_BYTES,
          README,
          MAX_TEXT);

  private final SortedMap<String, byte[]> files;

  private JobPackage(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  /** Reads a folder; other files in it are not part of the job. */
  public static JobPackage read(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, Integer> file : FILES.entrySet()) {
      Path path = folder.resolve(file.getKey());
      try {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          throw bad("the job folder " + folder + " has no file " + file.getKey());
        }
        if (Files.size(path) > file.getValue()) {
          throw bad(file.getKey() + " of job folder " + folder + " is too large");
        }
        files.put(file.getKey(), Files.readAllBytes(path));
      } catch (IOException e) {
        throw new JobException(
            JobException.Kind.BAD_PACKAGE, "the job folder " + folder + " cannot be read", e);
      }
    }
    return of(files);
  }

  /**
   * Takes received bytes: exactly the four files.
   *
   * @throws JobException if one is missing, surplus, too large, or text is not UTF-8
   */
  public static JobPackage of(SortedMap<String, byte[]> files) {
    if (!files.keySet().equals(FILES.keySet())) {
      throw bad("a job has exactly the files " + new TreeMap<>(FILES).keySet());
    }
    SortedMap<String, byte[]> copy = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getValue().length > FILES.get(file.getKey())) {
        throw bad(file.getKey() + " is too large");
      }
      copy.put(file.getKey(), file.getValue().clone());
    }
    return new JobPackage(copy);
  }

  /** The files by name; callers must not change the arrays. */
  public SortedMap<String, byte[]> files() {
    return Collections.unmodifiableSortedMap(files);
  }

  /** Digest of every byte: tagged Keccak over the canonical JSON {@code {file: SHA-256}}. */
  public Digest digest() {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    files.forEach((name, bytes) -> manifest.put(name, Digests.sha256(bytes).hex().substring(2)));
    return Digests.tagged("tributary/v1/job", CanonicalJson.write(manifest));
  }

  public JobDefinition definition() {
    return JobDefinition.parse(files.get(DEFINITION));
  }

  /** The compiled form as it came; only compiling again shows that it follows from the SQL. */
  public CompiledJob compiled() {
    return CompiledJob.parse(files.get(COMPILED));
  }

  public String sql() {
    return text(QUERY);
  }

  /** What the job asks, in words a member understands. */
  public String readme() {
    return text(README);
  }

  private String text(String file) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(files.get(file)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new JobException(
          JobException.Kind.BAD_PACKAGE, file + " is not UTF-8 text; save it as UTF-8", e);
    }
  }

  private static JobException bad(String message) {
    return new JobException(JobException.Kind.BAD_PACKAGE, message);
  }
}

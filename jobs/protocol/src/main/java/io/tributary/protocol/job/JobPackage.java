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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The bytes of a job's folder, public tables among them: exactly what vetters sign. Approvals are
 * kept apart from it.
 */
public final class JobPackage {
  public static final String DEFINITION = "job.yaml";
  public static final String QUERY = "query.sql";
  public static final String COMPILED = "compiled.json";
  public static final String README = "README.md";

  /** Names of the files that hold public tables. */
  static final Pattern TABLE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}\\.csv");

  private static final int MAX_TEXT = 1 << 20;

  /** Most bytes of all public tables together. */
  private static final int MAX_TABLES = 1 << 20;

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

  private static final String FORM =
      "a job has exactly the files "
          + new TreeMap<>(FILES).keySet()
          + " and the public tables that job.yaml names; a job with a model has no "
          + QUERY;

  private final SortedMap<String, byte[]> files;

  private JobPackage(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  /**
   * Reads a folder: its files and the public tables that its definition names. Other files in it
   * are not part of the job.
   */
  public static JobPackage read(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(DEFINITION, bytes(folder, DEFINITION, FILES.get(DEFINITION)));
    JobDefinition definition = JobDefinition.parse(files.get(DEFINITION));
    if (definition.model().isPresent() && Files.exists(folder.resolve(QUERY))) {
      throw bad(
          "job folder "
              + folder
              + " has a model in job.yaml and a query in query.sql; remove one of them");
    }
    for (String name : files(definition)) {
      files.put(name, bytes(folder, name, FILES.getOrDefault(name, MAX_TABLES)));
    }
    return of(files);
  }

  private static byte[] bytes(Path folder, String name, int most) {
    Path path = folder.resolve(name);
    try {
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        throw bad("the job folder " + folder + " has no file " + name);
      }
      if (Files.size(path) > most) {
        throw bad(name + " of job folder " + folder + " is larger than " + most + " bytes");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new JobException(
          JobException.Kind.BAD_PACKAGE, "the job folder " + folder + " cannot be read", e);
    }
  }

  /**
   * Takes received bytes: the job's files, and public tables.
   *
   * @throws JobException if one is missing, surplus, too large, or text is not UTF-8
   */
  public static JobPackage of(SortedMap<String, byte[]> files) {
    SortedMap<String, byte[]> copy = new TreeMap<>();
    long tables = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String name = file.getKey();
      int size = file.getValue().length;
      boolean table = !FILES.containsKey(name);
      if (table && !TABLE.matcher(name).matches()) {
        throw bad(FORM);
      }
      tables += table ? size : 0;
      if (!table && size > FILES.get(name)) {
        throw bad(name + " is larger than " + FILES.get(name) + " bytes");
      }
      copy.put(name, file.getValue().clone());
    }
    if (!copy.keySet().containsAll(Set.of(DEFINITION, COMPILED, README))) {
      throw bad(FORM);
    }
    if (tables > MAX_TABLES) {
      throw bad("its public tables are larger than " + MAX_TABLES + " bytes together");
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

  /**
   * What people wrote.
   *
   * @throws JobException if it breaks a rule, or other files came with it than it needs
   */
  public JobDefinition definition() {
    JobDefinition definition = JobDefinition.parse(files.get(DEFINITION));
    if (!files(definition).equals(files.keySet())) {
      throw bad(FORM);
    }
    return definition;
  }

  /** The public tables' files by name; callers must not change the arrays. */
  public SortedMap<String, byte[]> tables() {
    SortedMap<String, byte[]> tables = new TreeMap<>(files);
    tables.keySet().removeAll(FILES.keySet());
    return tables;
  }

  /** The files of a job with this definition. */
  public static Set<String> files(JobDefinition definition) {
    Set<String> names = new TreeSet<>(FILES.keySet());
    if (definition.model().isPresent()) {
      names.remove(QUERY);
    }
    definition.inputs().forEach(input -> input.file().ifPresent(names::add));
    return names;
  }

  /** Whether a file of this name can be part of a job. */
  public static boolean isFile(String name) {
    return FILES.containsKey(name) || TABLE.matcher(name).matches();
  }

  /** The compiled form as it came; only compiling again shows that it follows from the SQL. */
  public CompiledJob compiled() {
    return CompiledJob.parse(files.get(COMPILED));
  }

  /** The SQL that is compiled: query.sql, or that of the model. */
  public String sql() {
    return files.containsKey(QUERY)
        ? text(QUERY)
        : definition()
            .sql(
                () -> {
                  throw bad(FORM);
                });
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

package io.tributary.party.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.party.config.PrivateFolders;
import io.tributary.protocol.id.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk as a folder: {@code waiting/RUN.json}, {@code used/RUN.json} and {@code losses.json} by
 * the agent, {@code answers/RUN.json} by people. Files appear whole; what is no such file is left
 * alone.
 */
public final class FileDesk implements OperatorDesk {
  private static final Logger LOG = LoggerFactory.getLogger(FileDesk.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUFFIX = ".json";
  private static final long MAX_BYTES = 1 << 20;

  private final Path waiting;
  private final Path answers;
  private final Path used;
  private final Path losses;
  private byte[] shown = {};

  /**
   * Makes the folders.
   *
   * @param home of the agent's state
   */
  public FileDesk(Path home) {
    this.waiting = home.resolve("desk").resolve("waiting");
    this.answers = home.resolve("desk").resolve("answers");
    this.used = home.resolve("desk").resolve("used");
    this.losses = home.resolve("desk").resolve("losses.json");
    try {
      PrivateFolders.create(waiting);
      PrivateFolders.create(answers);
      PrivateFolders.create(used);
    } catch (IOException e) {
      throw new UncheckedIOException("the operator's desk cannot be made in " + home, e);
    }
  }

  @Override
  public void show(Collection<WaitingRun> runs) {
    Set<String> names = new HashSet<>();
    for (WaitingRun run : runs) {
      names.add(run.run() + SUFFIX);
      if (!Files.exists(waiting.resolve(run.run() + SUFFIX))) {
        write(waiting, run.run(), bytes(run.toJson()));
      }
    }
    for (Path file : files(waiting)) {
      if (!names.contains(file.getFileName().toString())) {
        delete(file);
      }
    }
  }

  @Override
  public Map<RunId, Boolean> answers() {
    Map<RunId, Boolean> said = new TreeMap<>(java.util.Comparator.comparing(RunId::toString));
    for (Path file : files(answers)) {
      read(file)
          .filter(json -> json.path("approved").isBoolean())
          .flatMap(json -> run(file).map(run -> Map.entry(run, json.path("approved").asBoolean())))
          .ifPresent(entry -> said.put(entry.getKey(), entry.getValue()));
    }
    return said;
  }

  @Override
  public void taken(RunId run) {
    delete(answers.resolve(run + SUFFIX));
  }

  @Override
  public void used(UsedRows rows) {
    write(used, rows.run(), rows.write());
  }

  /** What every run has used whose contribution has left. */
  public List<UsedRows> used() {
    List<UsedRows> all = new ArrayList<>();
    for (Path file : files(used)) {
      bytes(file).map(UsedRows::read).ifPresent(all::add);
    }
    all.sort(java.util.Comparator.comparingLong(UsedRows::at));
    return all;
  }

  @Override
  public void spent(Collection<Loss> all) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    all.forEach(loss -> json.add(loss.toJson()));
    byte[] now = json.toString().getBytes(StandardCharsets.UTF_8);
    boolean changed = !Arrays.equals(shown, now);
    // Where there was never a loss there is no file.
    if (changed && (Files.exists(losses) || !all.isEmpty())) {
      write(losses, now);
    }
    shown = now;
  }

  /** What runs with noise have cost. */
  public List<Loss> losses() {
    List<Loss> all = new ArrayList<>();
    if (Files.exists(losses)) {
      try {
        JSON.readTree(losses.toFile()).forEach(one -> all.add(Loss.fromJson(one)));
      } catch (IOException e) {
        throw new UncheckedIOException("the losses on the operator's desk cannot be read", e);
      }
    }
    return all;
  }

  /** The runs that wait, for people. */
  public List<WaitingRun> waiting() {
    List<WaitingRun> runs = new ArrayList<>();
    for (Path file : files(waiting)) {
      read(file).map(WaitingRun::fromJson).ifPresent(runs::add);
    }
    return runs;
  }

  /** A person's answer; the agent takes it at its next tick. */
  public void answer(RunId run, boolean approved) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    write(answers, run, bytes(json.put("approved", approved)));
  }

  private static Optional<RunId> run(Path file) {
    String name = file.getFileName().toString();
    try {
      return Optional.of(RunId.parse(name.substring(0, name.length() - SUFFIX.length())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "0x*" + SUFFIX)) {
      for (Path file : all) {
        if (run(file).isPresent() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          files.add(file);
        }
      }
    } catch (IOException e) {
      LOG.warn("the operator's desk cannot be read: {}", e.getClass().getSimpleName());
    }
    files.sort(null);
    return files;
  }

  private static Optional<JsonNode> read(Path file) {
    return bytes(file)
        .flatMap(
            bytes -> {
              try {
                return Optional.of(JSON.readTree(bytes));
              } catch (IOException e) {
                LOG.warn("a file on the operator's desk is not JSON: {}", file.getFileName());
                return Optional.empty();
              }
            });
  }

  private static Optional<byte[]> bytes(Path file) {
    try {
      return Files.size(file) > MAX_BYTES
          ? Optional.empty()
          : Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      LOG.warn("a file on the operator's desk cannot be read: {}", file.getFileName());
      return Optional.empty();
    }
  }

  private static byte[] bytes(ObjectNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Path folder, RunId run, byte[] json) {
    write(folder.resolve(run + SUFFIX), json);
  }

  private static void write(Path file, byte[] json) {
    try {
      Path draft = Files.createTempFile(file.getParent(), ".", ".draft");
      Files.write(draft, json);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the operator's desk cannot be written", e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("the operator's desk cannot be tidied: {}", file.getFileName());
    }
  }
}

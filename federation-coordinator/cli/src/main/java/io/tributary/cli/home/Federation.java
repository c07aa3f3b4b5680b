package io.tributary.cli.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tributary.cli.error.Failures;
import io.tributary.cli.error.HomeErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * {@code federation.json}: what stands in a home, for the commands that come later. Holds no
 * secret.
 *
 * @param created when
 * @param ledger where the contract is
 * @param broker {@code host:port}
 * @param coordinator base URL, empty until it was started
 * @param parties roster parties and the processes that are none (broker, sink, chain)
 */
public record Federation(
    String created, LedgerAddress ledger, String broker, String coordinator, List<Member> parties) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public Federation {
    parties = List.copyOf(parties);
  }

  /**
   * Where the contract is.
   *
   * @param url JSON-RPC
   * @param local whether the Ethereum node is a process of this federation
   */
  public record LedgerAddress(String url, long chainId, String contract, boolean local) {}

  /**
   * A party or process.
   *
   * @param id such as {@code r01}
   * @param kind what it is: chain, broker, coordinator, sink, node, repository, querier, vetter
   * @param label what people call it; display only
   * @param organisation who runs it
   * @param pid its process, 0 if it has none
   * @param started when that process started, Unix milliseconds: process ids are used again
   */
  public record Member(
      String id, String kind, String label, String organisation, long pid, long started) {
    /** Whether its process is alive. */
    public boolean alive() {
      return handle().isPresent();
    }

    /** Whether it is a process at all. */
    public boolean process() {
      return switch (kind) {
        case "querier", "vetter" -> false;
        default -> true;
      };
    }

    /** Its process, while it lives. */
    public Optional<ProcessHandle> handle() {
      return new ProcessMark(pid, started).handle();
    }

    /** The same party with a process. */
    public Member running(ProcessHandle handle) {
      ProcessMark mark = ProcessMark.of(handle);
      return new Member(id, kind, label, organisation, mark.pid(), mark.started());
    }
  }

  /** The party of that name. */
  public Optional<Member> find(String id) {
    return parties.stream().filter(party -> party.id().equals(id)).findFirst();
  }

  /** Parties of a kind, in roster order. */
  public List<Member> of(String kind) {
    return parties.stream().filter(party -> party.kind().equals(kind)).toList();
  }

  /** The same with one party changed. */
  public Federation with(String id, UnaryOperator<Member> change) {
    return new Federation(
        created,
        ledger,
        broker,
        coordinator,
        parties.stream().map(p -> p.id().equals(id) ? change.apply(p) : p).toList());
  }

  /** The same with the coordinator's address. */
  public Federation withCoordinator(String url) {
    return new Federation(created, ledger, broker, url, parties);
  }

  /** Reads the file of a home; a home without one is an error that says what to do. */
  public static Federation read(Home home) {
    Path file = home.federationFile();
    try {
      return JSON.readValue(Files.readAllBytes(file), Federation.class);
    } catch (NoSuchFileException e) {
      throw HomeErrors.noFederation(home.folder());
    } catch (JsonProcessingException e) {
      throw HomeErrors.badFile(file, "it is no federation file: line " + line(e));
    } catch (IOException e) {
      throw HomeErrors.badFile(file, Failures.reason(e));
    }
  }

  /** Writes the file, whole or not at all. */
  public void write(Home home) {
    Path file = home.federationFile();
    Path draft = file.resolveSibling("federation.json.new");
    try {
      Home.make(home.folder());
      Files.writeString(draft, JSON.writeValueAsString(this) + "\n", StandardCharsets.UTF_8);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(file, e);
    }
  }

  private static int line(JsonProcessingException e) {
    return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
  }
}

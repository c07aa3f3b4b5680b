package io.tributary.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.home.Federation;
import io.tributary.cli.home.Home;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts parties that have ended, from the configs and state they left: the relay and the chain
 * come back where they were, so the others find them again.
 */
public final class Revival {
  private static final Duration READY = Duration.ofSeconds(90);
  private static final List<String> ORDER =
      List.of("chain", "broker", "sink", "coordinator", "node", "repository");
  private static final int WAVE = 2;

  private final Installation installation;
  private final Home home;
  private final Consumer<String> say;
  private Federation federation;

  private Revival(
      Installation installation, Home home, Federation federation, Consumer<String> say) {
    this.say = say;
    this.installation = installation;
    this.home = home;
    this.federation = federation;
  }

  /**
   * For the federation of a home.
   *
   * @param say told what a person should know
   */
  public static Revival of(
      Installation installation, Home home, Federation federation, Consumer<String> say) {
    return new Revival(installation, home, federation, say);
  }

  /** Starts these parties, what others stand on first. */
  public Federation start(List<String> ids) {
    for (String kind : ORDER) {
      List<Federation.Member> down =
          federation.of(kind).stream().filter(party -> ids.contains(party.id())).toList();
      if (kind.equals("chain")) {
        down.forEach(party -> chain());
      } else {
        for (int from = 0; from < down.size(); from += WAVE) {
          wave(down.subList(from, Math.min(down.size(), from + WAVE)));
        }
      }
    }
    return federation;
  }

  private void chain() {
    int port = URI.create(federation.ledger().url()).getPort();
    Ports.requireFree(port, "the local Ethereum node");
    ChainBackup.restore(home.party("chain"))
        .ifPresent(
            age ->
                say.accept(
                    "the chain's state was cut off when its node was killed: going on from a copy "
                        + (age.toSeconds() + 1)
                        + " s older; the sink writes again what is missing"));
    ProcessHandle handle = LocalChain.start(installation, home, Optional.of(port)).process();
    federation = federation.with("chain", party -> party.running(handle));
    federation.write(home);
  }

  private void wave(List<Federation.Member> parties) {
    Map<Federation.Member, PartyProcess> started = new LinkedHashMap<>();
    for (Federation.Member party : parties) {
      ProcessSpec spec =
          LocalFederation.kind(party).process(installation, home, party.id(), false, false);
      try {
        Home.make(spec.folder().resolve("tmp"));
      } catch (IOException e) {
        throw HomeErrors.cannotWrite(spec.folder(), e);
      }
      started.put(party, PartyProcess.start(spec, false));
    }
    for (Map.Entry<Federation.Member, PartyProcess> one : new ArrayList<>(started.entrySet())) {
      JsonNode ready = one.getValue().awaitReady(READY);
      ProcessHandle handle = one.getValue().process().toHandle();
      federation = federation.with(one.getKey().id(), party -> party.running(handle));
      if (one.getKey().kind().equals("coordinator")) {
        federation = federation.withCoordinator(LocalFederation.url(ready));
      }
      federation.write(home);
    }
  }
}

package io.tributary.cli.local;

import io.tributary.cli.home.KeyRing;
import io.tributary.party.pki.Pki;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.statement.Domain;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the parties' config files, each from its sample in {@code conf/}. */
final class Configs {
  private final FederationSpec spec;
  private final Pki pki;
  private final KeyRing keys;
  private int coordinatorPort;

  Configs(FederationSpec spec, Pki pki, KeyRing keys) {
    this.spec = spec;
    this.pki = pki;
    this.keys = keys;
    this.coordinatorPort = spec.coordinatorPort();
  }

  /** From now on the coordinator is where it is: askers find it again after a restart. */
  void coordinatorAt(int port) {
    coordinatorPort = port;
  }

  /** Everything the relay must know comes before anybody is on the roster. */
  void broker(int lanes) {
    pki.issue(new PartyId("admin"), List.of());
    Map<String, Object> federation = new LinkedHashMap<>();
    federation.put("coordinator", "coordinator");
    federation.put("sink", "sink");
    federation.put("repositories", spec.repositories());
    federation.put("nodes", spec.nodeIds());
    federation.put("lanes", lanes);
    ConfigFile config = sample(PartyKind.BROKER, "broker");
    tls(config, "tls", "broker");
    config.set("federation", federation).write(file("broker"));
  }

  /** A party that speaks to relay and ledger. */
  void party(PartyKind kind, String id, URI ledger, Domain domain, String bootstrap) {
    ConfigFile config = connected(kind, id, ledger, domain, bootstrap);
    switch (kind) {
      case NODE -> {
        config.set("keys.identity", keys.identityFile(id));
        config.set("keys.sealing", keys.sealingFile(id));
      }
      case REPOSITORY -> {
        config.set("keys.identity", keys.identityFile(id));
        config.set("tables", spec.home().tables(id));
        config.set("trustedNodes", spec.nodeIds());
        config.set("spark.master", "local[2]");
        LocalPolicy.writeIfAbsent(spec.home(), id);
      }
      case COORDINATOR -> {
        config.set("keys.identity", keys.identityFile(id));
        config.set("http.keystore", pki.issue(new PartyId(id), List.of()));
        config.set("http.port", coordinatorPort);
        config.set("jobs", spec.home().jobs());
      }
      case SINK -> config.set("account", LocalLedger.accountFile(spec.home(), "sink"));
      case BROKER -> throw new IllegalArgumentException("the broker has a config of its own");
    }
    config.write(file(id));
  }

  /** A further sink: to the relay it is the one there is, to the ledger an account like any. */
  void secondSink(String id, URI ledger, Domain domain, String bootstrap) {
    connected(PartyKind.SINK, "sink", ledger, domain, bootstrap)
        .set("account", LocalLedger.accountFile(spec.home(), id))
        .write(file(id));
  }

  /** A program that knows the ledger, has an account, and takes what else it is given. */
  void cheat(String id, URI ledger, Domain domain, Map<String, Object> own) {
    Map<String, Object> config = new LinkedHashMap<>(own);
    config.put("party", id);
    config.put("account", LocalLedger.accountFile(spec.home(), id).toString());
    config.put(
        "ledger",
        Map.of(
            "url", ledger.toString(),
            "contract", domain.contract().hex(),
            "chainId", domain.chainId()));
    ConfigFile.of(config).write(file(id));
  }

  private ConfigFile connected(
      PartyKind kind, String id, URI ledger, Domain domain, String bootstrap) {
    ConfigFile config = sample(kind, id);
    config.set("ledger.url", ledger.toString());
    config.set("ledger.contract", domain.contract().hex());
    config.set("ledger.chainId", domain.chainId());
    config.set("ledger.confirmations", 0);
    config.set("kafka.bootstrap", bootstrap);
    tls(config, "kafka.tls", id);
    return config;
  }

  private ConfigFile sample(PartyKind kind, String id) {
    Path samples = spec.installation().root().resolve("conf");
    return ConfigFile.from(samples.resolve(kind.sample())).set("party", id).set("home", "state");
  }

  private void tls(ConfigFile config, String at, String party) {
    config.set(at + ".keystore", pki.issue(new PartyId(party), List.of()));
    config.set(at + ".truststore", pki.truststore());
  }

  private Path file(String party) {
    return spec.home().party(party).resolve("config.yaml");
  }
}

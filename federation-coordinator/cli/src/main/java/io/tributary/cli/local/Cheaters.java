package io.tributary.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.id.Address;
import java.util.Map;

/**
 * Starts cheats of the testkit in a local federation. Each is a process of its own; its class path
 * is that of an honest party with the testkit's jar added, which no honest party has.
 */
public final class Cheaters {
  private final LocalFederation federation;
  private final FederationSpec spec;
  private final Configs configs;
  private final Crew crew;

  Cheaters(LocalFederation federation, FederationSpec spec, Configs configs, Crew crew) {
    this.federation = federation;
    this.spec = spec;
    this.configs = configs;
    this.crew = crew;
  }

  /**
   * Ends a party, and starts one that cheats in its place: with its config, its keys and the state
   * that it left.
   *
   * @param cheat a main class of the testkit
   */
  public void replace(String id, String cheat) {
    PartyKind kind = LocalFederation.kind(federation.member(id));
    federation.crash(id);
    federation.configure(kind, id);
    start(kind, id, cheat);
    federation.ready(id);
    federation.record();
  }

  /**
   * Starts a second sink beside the honest one: with its certificate, and a state and an account of
   * its own.
   *
   * @param cheat a main class of the testkit
   */
  public void secondSink(String id, String cheat) {
    LocalLedger ledger = federation.ledger();
    LocalLedger.spare(spec.home(), id);
    configs.secondSink(id, ledger.url(), ledger.domain(), federation.federation().broker());
    start(PartyKind.SINK, id, cheat);
    crew.awaitReady(id);
  }

  /**
   * Starts a program beside the parties, with an account of its own, and waits until it has done
   * what it is for.
   *
   * @param cheat a main class of the testkit
   * @param config all of it but {@code party}, {@code account} and {@code ledger}
   * @return what it has to say
   */
  public JsonNode beside(String id, String cheat, Map<String, Object> config) {
    LocalLedger ledger = federation.ledger();
    LocalLedger.spare(spec.home(), id);
    configs.cheat(id, ledger.url(), ledger.domain(), config);
    start(PartyKind.SINK, id, cheat);
    return crew.awaitReady(id);
  }

  /** The account of one that was started beside the parties. */
  public Address account(String id) {
    return LocalLedger.address(spec.home(), id);
  }

  private void start(PartyKind like, String id, String cheat) {
    crew.start(like.cheating(spec.installation(), spec.home(), id, cheat));
  }
}

package io.tributary.party.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.id.PartyId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictConfigTest {
  private static final Path BASE = Path.of("/etc/tributary");
  private static final String GOOD =
      """
      party: n1
      home: state
      mode: careful-one
      ledger:
        url: "http://127.0.0.1:8545"
        contract: "0x5FbDB2315678afecb367f032d93F642f64180aa3"
        chainId: 31337
      kafka:
        bootstrap: 127.0.0.1:9092
        tls: {keystore: pki/n1.pem, truststore: /pki/ca.pem}
      keys: {identity: keys/identity.key}
      trusted: [n2, n3]
      conf: {a: 1, b: true, c: text}
      """;

  @TempDir Path temp;

  /** Two words, as enums in YAML have. */
  enum Mode {
    FAST,
    CAREFUL_ONE
  }

  record Sample(
      PartyId party,
      Path home,
      Mode mode,
      LedgerConfig ledger,
      KafkaConfig kafka,
      KeysConfig keys,
      List<PartyId> trusted,
      Map<String, String> conf,
      @Default("true") boolean polite,
      Optional<HttpConfig> http) {}

  @Test
  void parse_goodText_bindsEverything() {
    Sample sample = parse(GOOD);
    assertEquals(new PartyId("n1"), sample.party());
    assertEquals(Path.of("/etc/tributary/state"), sample.home());
    assertEquals(Mode.CAREFUL_ONE, sample.mode());
    assertEquals(31337, sample.ledger().chainId());
    assertEquals(0, sample.ledger().confirmations());
    assertEquals(
        "0x5fbdb2315678afecb367f032d93f642f64180aa3", sample.ledger().contract().toString());
    assertEquals(Path.of("/pki/ca.pem"), sample.kafka().tls().truststore());
    assertEquals(Optional.empty(), sample.keys().sealing());
    assertEquals(List.of(new PartyId("n2"), new PartyId("n3")), sample.trusted());
    assertEquals(Map.of("a", "1", "b", "true", "c", "text"), sample.conf());
    assertTrue(sample.polite());
  }

  @Test
  void parse_optionalRecord_takesItsDefaults() {
    Sample sample = parse(GOOD + "http: {keystore: pki/http.pem}\n");
    assertEquals(
        new HttpConfig("127.0.0.1", 0, Path.of("/etc/tributary/pki/http.pem")),
        sample.http().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "'party: n1', 'prty: n1', 'prty: unknown key; did you mean ''party''?'",
    "'party: n1', 'Party: n1', 'Party: unknown key; did you mean ''party''?'",
    "'party: n1', '', 'party: this key is missing'",
    "'party: n1', 'party:', 'party: this key has no value'",
    "'party: n1', 'party: N1', 'party: a party id is 1 to 31'",
    "'party: n1', 'party: 7', 'party: expected text (in quotes), found a number'",
    "'chainId: 31337', 'chain_id: 31337', 'ledger.chain_id: unknown key; did you mean ''chainId'''",
    "'chainId: 31337', 'chainId: \"31337\"', 'ledger.chainId: expected a whole number, found text'",
    "'chainId: 31337', 'chainId: 1.5', 'ledger.chainId: expected a whole number, found a fraction'",
    "'chainId: 31337', 'chainId: 99999999999999999999', 'out of range'",
    "'chainId: 31337', 'chainId: 0', 'ledger: chainId is at least 1'",
    "'mode: careful-one', 'mode: quick', 'mode: expected one of fast, careful-one'",
    "'trusted: [n2, n3]', 'trusted: n2', 'trusted: expected a list, found text'",
    "'trusted: [n2, n3]', 'trusted: [n2, {}]', 'trusted[1]: expected text (in quotes), found a"
        + " map'",
    "'conf: {a: 1', 'conf: {a: [1]', 'conf.a: expected text (in quotes), found a list'",
    "'bootstrap: 127.0.0.1:9092', 'bootstrap: localhost', 'kafka: bootstrap is host:port'",
    "'http://127', 'ftp://127', 'ledger: url starts with http:// or https://'",
    "'party: n1', 'party: n1\nparty: n2', 'a key is given twice'",
    "'party: n1', 'party: n1\npolite: yes please', 'polite: expected true or false, found text'"
  })
  void parse_oneThingWrong_isNamedWithItsKey(String good, String bad, String message) {
    assertTrue(GOOD.contains(good), good);
    ConfigException e = assertThrows(ConfigException.class, () -> parse(GOOD.replace(good, bad)));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void parse_severalThingsWrong_namesAll() {
    String bad = GOOD.replace("party: n1", "pary: n1").replace("chainId: 31337", "chainId: x");
    ConfigException e = assertThrows(ConfigException.class, () -> parse(bad));
    assertEquals(3, e.problems().size(), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "party: {hunter2",
        "party: [hunter2]",
        "party: hunter2 hunter2",
        "hunter2",
        "party: &a hunter2\nhome: *a",
        "party: \"hunter2\\x\""
      })
  void parse_anythingWrong_neverRepeatsAValue(String yaml) {
    ConfigException e = assertThrows(ConfigException.class, () -> parse(yaml));
    assertFalse(e.getMessage().contains("hunter2"), e.getMessage());
  }

  @Test
  void ledgerUrl_withToken_isNeverPrinted() {
    Sample sample = parse(GOOD.replace("127.0.0.1:8545", "127.0.0.1:8545/v2/hunter2"));
    assertFalse(sample.toString().contains("hunter2"), sample.toString());
  }

  @ParameterizedTest
  @Tag("threat-10")
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "http://host/x",
        "jar:file:/x!/y",
        "\"%2e%2e/%2e%2e/etc/passwd\"",
        "\"state\\0.db\"",
        "\"state\\n\"",
        "\" \""
      })
  void path_thatIsNoPlainPath_isRefused(String path) {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> parse(GOOD.replace("home: state", "home: " + path)));
    assertTrue(e.getMessage().contains("home: "), e.getMessage());
  }

  @Test
  void load_ofMissingFile_saysSo() {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> StrictConfig.load(temp.resolve("x.yaml"), Sample.class));
    assertTrue(e.getMessage().contains("no such config file"), e.getMessage());
  }

  @Test
  void load_ofFile_takesPathsFromItsFolder() throws Exception {
    Path file = Files.writeString(temp.resolve("n1.yaml"), GOOD);
    assertEquals(temp.resolve("state"), StrictConfig.load(file, Sample.class).home());
  }

  private static Sample parse(String yaml) {
    return StrictConfig.parse(yaml, BASE, Sample.class);
  }
}

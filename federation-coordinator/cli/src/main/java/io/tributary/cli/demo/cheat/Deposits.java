package io.tributary.cli.demo.cheat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.output.Table;
import io.tributary.ledger.Web3Ledger;
import io.tributary.protocol.port.Ledger;
import java.math.BigInteger;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What nodes and repositories have at stake at one time.
 *
 * @param wei by party
 */
record Deposits(SortedMap<String, BigInteger> wei) {
  Deposits {
    wei = Collections.unmodifiableSortedMap(new TreeMap<>(wei));
  }

  static Deposits of(Web3Ledger ledger) {
    SortedMap<String, BigInteger> wei = new TreeMap<>();
    for (Ledger.Party party : ledger.parties()) {
      if (party.role() == Ledger.Role.NODE || party.role() == Ledger.Role.REPOSITORY) {
        wei.put(party.id().name(), ledger.stake(party.id()));
      }
    }
    return new Deposits(wei);
  }

  /** What each party that has less later has lost. */
  SortedMap<String, BigInteger> losses(Deposits later) {
    SortedMap<String, BigInteger> lost = new TreeMap<>();
    wei.forEach(
        (party, had) -> {
          BigInteger less = had.subtract(later.wei.getOrDefault(party, BigInteger.ZERO));
          if (less.signum() > 0) {
            lost.put(party, less);
          }
        });
    return lost;
  }

  /** Both times beside each other. */
  Table beside(Deposits later) {
    Table.Builder table = Table.of("party", "gwei before", "gwei after");
    wei.forEach(
        (party, had) ->
            table.row(party, gwei(had), gwei(later.wei.getOrDefault(party, BigInteger.ZERO))));
    return table.build();
  }

  /** Wei as text, by party. */
  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    wei.forEach((party, amount) -> node.put(party, amount.toString()));
    return node;
  }

  static String gwei(BigInteger wei) {
    return io.tributary.auditor.Deposits.gwei(wei);
  }
}

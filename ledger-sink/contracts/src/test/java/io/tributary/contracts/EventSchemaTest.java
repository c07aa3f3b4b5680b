package io.tributary.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class EventSchemaTest {
  /** Everything the contract ever logs: public names, digests, keys, times and counts. */
  private static final Set<String> ALLOWED =
      Set.of(
          "CreditCollected(account address, amount uint256)",
          "DepositMade(party bytes32, from address, amount uint256)",
          "DepositPenalised(runId bytes32, party bytes32, harmed address, amount uint256,"
              + " burnt uint256)",
          "DepositReleased(party bytes32, account address, amount uint256)",
          "EIP712DomainChanged()",
          "EquivocationRecorded(runId bytes32, party bytes32, first bytes32, second bytes32)",
          "JobRevoked(jobDigest bytes32, vetter bytes32)",
          "JobVetted(jobDigest bytes32, expires uint64, vetters bytes32[])",
          "KeyRotated(party bytes32, epoch uint32, account address, sealing bytes32)",
          "LedgerDeployed(chainId uint256, vettersNeeded uint8)",
          "NodeConvicted(runId bytes32, node bytes32, index uint64)",
          "OwnershipTransferred(previousOwner address, newOwner address)",
          "PartyLeft(party bytes32)",
          "PartyRegistered(party bytes32, role uint8, organisation bytes32, account address,"
              + " sealing bytes32)",
          "RunAborted(runId bytes32, reason uint8)",
          "RunClosed(runId bytes32, inclusionRoot bytes32, contributors uint32, closers uint16)",
          "RunCompleted(runId bytes32, inclusionRoot bytes32, completers uint16)",
          "RunOpened(runId bytes32, querier bytes32, jobDigest bytes32, requestDigest bytes32,"
              + " signer address, repositories bytes32[], nodes bytes32[],"
              + " contributionDeadline uint64, deadline uint64)",
          "RunReceived(runId bytes32, transcriptRoot bytes32, outcome uint8, culprit bytes32)",
          "StatementRecorded(runId bytes32, party bytes32, kind uint8, digest bytes32, root"
              + " bytes32)");

  @Test
  @Tag("threat-56")
  void events_allFields_areOnTheAllowList() {
    Set<String> events = new TreeSet<>();
    for (JsonNode item : AuditLedgerArtefact.load().abi()) {
      if (item.path("type").asText().equals("event")) {
        events.add(item.path("name").asText() + fields(item.path("inputs")));
      }
    }
    assertEquals(new TreeSet<>(ALLOWED), events);
  }

  private static String fields(JsonNode inputs) {
    StringBuilder fields = new StringBuilder();
    for (JsonNode input : inputs) {
      fields.append(fields.isEmpty() ? "" : ", ");
      fields.append(input.path("name").asText()).append(' ').append(input.path("type").asText());
    }
    return "(" + fields + ")";
  }
}

package io.tributary.auditor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.protocol.id.PartyId;
import java.util.List;

/** Audits for programs. Amounts are texts of wei: they do not fit other readers' numbers. */
public final class AuditJson {
  private AuditJson() {}

  /**
   * {@code {run, verdict, words, job, why, leaf?, ok?, source?, checks?, question?, ledger?}}; what
   * is not known is left out.
   */
  public static ObjectNode of(RunVerdict verdict) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("run", verdict.run().toString());
    out.put("verdict", verdict.verdict().name()).put("words", verdict.words());
    out.put("job", verdict.job()).put("why", verdict.why());
    verdict.leaf().ifPresent(leaf -> out.put("leaf", leaf.name()));
    verdict.audit().ifPresent(audit -> out.setAll(of(audit)));
    if (verdict.audit().isEmpty()) {
      verdict.story().ifPresent(story -> out.set("ledger", story(story)));
    }
    return out;
  }

  /** {@code {ok, source, checks, question?, ledger?}}. */
  public static ObjectNode of(AuditedRun audit) {
    ObjectNode out = audit.report().json();
    audit.asked().ifPresent(asked -> out.set("question", question(asked)));
    audit.story().ifPresent(story -> out.set("ledger", story(story)));
    return out;
  }

  /** {@code {bond, stakes: [{party, role, active, wei}], fines}}. */
  public static ObjectNode of(Deposits deposits) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("bond", deposits.bond().toString());
    ArrayNode stakes = out.putArray("stakes");
    for (Deposits.Stake stake : deposits.stakes()) {
      stakes
          .addObject()
          .put("party", stake.party().name())
          .put("role", stake.role().name())
          .put("active", stake.active())
          .put("wei", stake.wei().toString());
    }
    out.set("fines", fines(deposits.fines()));
    return out;
  }

  private static ObjectNode question(AuditedRun.Asked asked) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("job", asked.job()).put("purpose", asked.purpose());
    ObjectNode parameters = out.putObject("parameters");
    asked.parameters().forEach(parameters::put);
    return out;
  }

  private static ObjectNode story(RunStory story) {
    LedgerEvent.RunOpened opened = story.opened();
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("chainId", story.domain().chainId());
    out.put("contract", story.domain().contract().hex());
    out.put("run", story.run().toString());
    out.put("block", story.block()).put("time", story.time());
    out.put("state", story.state().name()).put("reason", story.reason().name());
    out.put("asker", opened.querier().name()).put("account", story.account().hex());
    out.set("repositories", names(opened.repositories()));
    out.set("nodes", names(opened.nodes()));
    out.put("contributionDeadline", opened.contributionDeadline());
    out.put("deadline", opened.deadline());
    out.put("jobDigest", opened.jobDigest().hex());
    out.put("requestDigest", opened.requestDigest().hex());
    out.put("inclusionRoot", story.inclusionRoot().hex());
    out.put("contributors", story.contributors());
    story
        .received()
        .ifPresent(
            receipt ->
                out.put("transcriptRoot", receipt.transcriptRoot().hex())
                    .put("outcome", receipt.outcome()));
    story.culprit().ifPresent(culprit -> out.put("culprit", culprit.name()));
    out.set("equivocators", names(story.equivocators()));
    out.set("fines", fines(story.fines()));
    out.putObject("gas")
        .put("told", story.gas().told())
        .put("transactions", story.gas().transactions())
        .put("untold", story.gas().untold());
    return out;
  }

  private static ArrayNode names(List<PartyId> parties) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    parties.forEach(party -> out.add(party.name()));
    return out;
  }

  private static ArrayNode fines(List<LedgerEvent.DepositPenalised> fines) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    for (LedgerEvent.DepositPenalised fine : fines) {
      out.addObject()
          .put("run", fine.run().toString())
          .put("party", fine.party().name())
          .put("wei", fine.amount().toString())
          .put("burnt", fine.burnt().toString())
          .put("credited", fine.harmed().hex());
    }
    return out;
  }
}

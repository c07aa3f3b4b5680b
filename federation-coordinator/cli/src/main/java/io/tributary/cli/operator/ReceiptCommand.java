package io.tributary.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.error.Exit;
import io.tributary.cli.error.Failures;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.error.RunErrors;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.output.Table;
import io.tributary.party.config.AgentConfig;
import io.tributary.party.config.KeyFiles;
import io.tributary.protocol.consent.Grant;
import io.tributary.protocol.consent.MemberReceipt;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.IdentityKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Gives a member a signed receipt, or checks one. */
@Command(
    name = "receipt",
    description = "Print a signed receipt of what a member has granted (JSON), or check one.")
public final class ReceiptCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParentCommand private ConsentCommand parent;
  @Mixin private AgentChoice choice;
  @Mixin private Subjects subjects;

  @Option(names = "--check", paramLabel = "FILE", description = "Check this receipt instead.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    AgentConfig config = choice.config(parent.root().home());
    Domain domain = new Domain(config.ledger().chainId(), config.ledger().contract());
    try (IdentityKey key = KeyFiles.readKey(config.keys().identity(), IdentityKey::of)) {
      if (file != null) {
        return check(domain, key.address());
      }
      String subject = subjects.one();
      List<Grant> grants =
          Book.grants(Book.call(new Book(config).step("show", java.util.Set.of(subject))));
      if (grants.isEmpty()) {
        throw UsageErrors.usage("this member has granted nothing", "", "");
      }
      ObjectNode receipt =
          MemberReceipt.of(
              UUID.randomUUID().toString(),
              config.party(),
              subject,
              grants,
              Notices.of(parent.root().home(), grants),
              Book.now());
      ObjectNode signed = MemberReceipt.sign(domain, config.party(), key, receipt);
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(signed);
      parent.root().console().data(text + "\n");
      return Exit.OK.code();
    }
  }

  private int check(Domain domain, Address expected) {
    try {
      JsonNode receipt = JSON.readTree(Files.readAllBytes(file));
      Address signer = MemberReceipt.signer(domain, receipt);
      if (!signer.equals(expected)) {
        throw RunErrors.mismatch(
            "none", "the receipt is not signed by this repository", "it is by " + signer.hex());
      }
      parent.root().print(Table.of("receipt", "signed by").row(file, signer.hex()).build());
      return Exit.OK.code();
    } catch (IOException e) {
      throw HomeErrors.badFile(file, Failures.reason(e));
    } catch (ProtocolException e) {
      throw HomeErrors.badFile(e.getMessage());
    }
  }
}

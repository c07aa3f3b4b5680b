package io.tributary.testkit;

import io.tributary.ledger.Account;
import io.tributary.ledger.LedgerCalls;
import io.tributary.ledger.LedgerRevertException;
import io.tributary.ledger.LedgerWriter;
import io.tributary.mpc.BlockShape;
import io.tributary.party.config.KeyFiles;
import io.tributary.party.config.LedgerConfig;
import io.tributary.party.config.StrictConfig;
import io.tributary.party.process.PartyProcess;
import io.tributary.party.process.ProcessMain;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.message.EvidenceMessage;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.run.OutputPayload;
import io.tributary.protocol.seal.SealContext;
import io.tributary.protocol.seal.Sealing;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.SumRoot;
import io.tributary.protocol.transcript.Entries;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFile;
import io.tributary.protocol.transcript.TranscriptFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Opens an honest node's output and accuses the node all the same: with what it really said, with
 * sums that it did not say, and with another root under its signature. As a process of its own; its
 * ready line holds what the contract answers to each.
 */
public final class QuerierWithFalseEvidence {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String ACCEPTED = "accepted";

  private QuerierWithFalseEvidence() {}

  /**
   * Its config.
   *
   * @param party who asked
   * @param accused the node
   * @param run folder of the run, as it was fetched
   * @param resultKey key file of the run's answer
   * @param account key file of any account with funds
   */
  public record Config(
      PartyId party,
      PartyId accused,
      Path run,
      Path resultKey,
      Path account,
      LedgerConfig ledger) {}

  public static void main(String[] args) {
    ProcessMain.run("querier", args, QuerierWithFalseEvidence::start);
  }

  private static void start(PartyProcess process) {
    Config config = StrictConfig.load(process.config(), Config.class);
    LedgerConfig chain = config.ledger();
    Domain domain = new Domain(chain.chainId(), chain.contract());
    Account account = KeyFiles.readKey(config.account(), Account::of);
    OpeningEvidence honest = evidence(config, domain);
    LedgerWriter writer =
        process.closing(LedgerWriter.connect(chain.url(), domain, account, chain.confirmations()));
    Map<String, Object> answers =
        Map.of(
            "truth", answer(writer, honest),
            "otherSums", answer(writer, withOtherSums(honest)),
            "otherRoot", answer(writer, withOtherRoot(honest)));
    process.ready(config.party().name(), answers);
  }

  private static String answer(LedgerWriter writer, OpeningEvidence evidence) {
    try {
      writer.write(LedgerCalls.convictNode(evidence), LIMIT);
      return ACCEPTED;
    } catch (LedgerRevertException e) {
      return e.revert().error();
    }
  }

  /** One bit of the first sum is changed; the root, signed by the node, is not. */
  private static OpeningEvidence withOtherSums(OpeningEvidence honest) {
    byte[] leaf = honest.leaf().clone();
    leaf[0] ^= 1;
    return with(honest, honest.sums(), leaf);
  }

  /** The root is changed, and the signature is that under the true one. */
  private static OpeningEvidence withOtherRoot(OpeningEvidence honest) {
    SumRoot said = honest.sums().statement();
    byte[] root = said.root().bytes();
    root[0] ^= 1;
    SumRoot other = new SumRoot(said.node(), said.runId(), Digest.of(root), said.epoch());
    return with(honest, new Signed<>(other, honest.sums().signature()), honest.leaf());
  }

  private static OpeningEvidence with(OpeningEvidence of, Signed<SumRoot> sums, byte[] leaf) {
    return new OpeningEvidence(
        sums,
        of.completion(),
        of.block(),
        of.blocks(),
        leaf,
        of.leafPath(),
        of.product(),
        of.productPath());
  }

  /** What the accused node really said of its first block, as the asker opens it. */
  private static OpeningEvidence evidence(Config config, Domain domain) {
    Transcript transcript = TranscriptFolder.read(config.run()).transcript();
    Entry.Completed line =
        entry(
            transcript,
            TranscriptFile.COMPLETIONS,
            Entry.Completed.class,
            e -> e.signed().statement().node().equals(config.accused()));
    Completion said = line.signed().statement();
    RunRequest request =
        entry(transcript, TranscriptFile.REQUEST, Entry.Request.class, e -> true)
            .signed()
            .statement();
    SealContext context =
        new SealContext(
            domain,
            said.runId(),
            request.jobDigest(),
            request.parametersDigest(),
            said.node(),
            SealContext.QUERIER,
            said.epoch(),
            SealContext.Kind.OUTPUT);
    BlockShape shape = shape(transcript);
    try (SealingKeyPair key = KeyFiles.readKey(config.resultKey(), SealingKeyPair::of)) {
      byte[] sealed = transcript.blob(said.outputDigest()).orElseThrow();
      OutputPayload.Opened opened = OutputPayload.read(Sealing.open(key, context, sealed), shape);
      byte[] products = transcript.blob(line.products()).orElseThrow();
      return EvidenceMessage.of(opened, shape, line.signed(), products, 0).evidence();
    }
  }

  private static BlockShape shape(Transcript transcript) {
    Entry.JobFile compiled =
        entry(
            transcript,
            TranscriptFile.JOB,
            Entry.JobFile.class,
            file -> file.path().equals(JobPackage.COMPILED));
    return CompiledJob.parse(transcript.blob(compiled.sha256()).orElseThrow()).shape();
  }

  private static <E extends Entry> E entry(
      Transcript transcript, TranscriptFile file, Class<E> type, Predicate<E> wanted) {
    return Entries.read(transcript, file).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }
}

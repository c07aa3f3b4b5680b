package io.tributary.cli.error;

/** Those elsewhere who do not answer, or say no. */
public final class NetworkErrors {
  private NetworkErrors() {}

  public static CliException coordinatorUnreachable(String url, String why) {
    return CliException.failed(
        "UNREACHABLE",
        "the coordinator does not answer at " + url,
        why,
        "see `tributary status` and `tributary logs coordinator`");
  }

  public static CliException coordinatorSays(int status, String code, String message, String fix) {
    Exit exit =
        switch (code) {
          case "REFUSED", "NOT_VETTED", "POLICY" -> Exit.REFUSED;
          case "TOO_FEW" -> Exit.TOO_FEW;
          default -> status == 400 || status == 404 ? Exit.USAGE : Exit.FAILED;
        };
    return new CliException(
        exit,
        code,
        message.isEmpty() ? "the coordinator answers HTTP " + status : message,
        "so says the coordinator",
        fix);
  }

  /** In the words of the client that asked, which name the node. */
  public static CliException ledgerSilent(String problem) {
    return CliException.failed(
        "LEDGER_UNREACHABLE",
        "the ledger cannot be read",
        problem,
        "see `tributary status`; `tributary up` starts what is down");
  }

  public static CliException ledgerUnreachable(String url, String why) {
    return CliException.failed(
        "LEDGER_UNREACHABLE",
        "the Ethereum node at " + url + " does not answer",
        why,
        "check --ledger-url, or leave it out to start one on this machine");
  }
}

package io.tributary.party.process;

/** Sets slf4j-simple up, before the first logger is made; what is set on the command line wins. */
final class LogSetup {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private LogSetup() {}

  static void apply() {
    set("logFile", "System.err");
    set("showDateTime", "true");
    set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    set("showThreadName", "false");
    set("levelInBrackets", "true");
    set("defaultLogLevel", "warn");
    set("log.io.tributary", "info");
    // The client repeats refused connections as warnings while a broker restarts.
    set("log.org.apache.kafka.clients.NetworkClient", "error");
  }

  private static void set(String key, String value) {
    if (System.getProperty(PREFIX + key) == null) {
      System.setProperty(PREFIX + key, value);
    }
  }
}

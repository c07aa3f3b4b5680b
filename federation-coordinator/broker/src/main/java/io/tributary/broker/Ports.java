package io.tributary.broker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The ports in use. Those left open in the config are chosen once and kept with the data: after a
 * restart clients find the broker where it was.
 */
record Ports(int clients, int controller) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Ports of(BrokerConfig config) throws IOException {
    Path file = config.home().resolve("ports.json");
    Ports kept = Files.exists(file) ? JSON.readValue(file.toFile(), Ports.class) : new Ports(0, 0);
    Ports chosen =
        new Ports(
            choose(config.port(), kept.clients(), config.host()),
            choose(config.controllerPort(), kept.controller(), "127.0.0.1"));
    Path draft = file.resolveSibling("ports.json.new");
    Files.write(draft, JSON.writeValueAsBytes(chosen));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    return chosen;
  }

  private static int choose(int wanted, int kept, String host) throws IOException {
    if (wanted != 0 || kept != 0) {
      return wanted != 0 ? wanted : kept;
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    }
  }
}

package io.tributary.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tributary.cli.error.CliException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void free_several_areAllDifferent() {
    assertEquals(20, new HashSet<>(Ports.free(20)).size());
  }

  @Test
  void requireFree_takenPort_isNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CliException e =
          assertThrows(
              CliException.class, () -> Ports.requireFree(taken.getLocalPort(), "the coordinator"));
      assertEquals("port " + taken.getLocalPort() + " is taken", e.getMessage());
    }
  }
}

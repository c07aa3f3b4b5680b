package io.tributary.protocol.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecondImplementationTest {
  @Test
  void vectors_recomputedInPython_agree() throws IOException, InterruptedException {
    assumeTrue(hasPython(), "python3 is not installed");
    Process script =
        new ProcessBuilder("python3", "-B", "vectors.py")
            .directory(new File("src/test/resources/vectors"))
            .redirectErrorStream(true)
            .start();
    String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, script.waitFor(), output);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}

package io.tributary.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.statement.AbortReason;
import io.tributary.protocol.statement.ComplaintCode;
import io.tributary.protocol.statement.RefusalCode;
import io.tributary.protocol.vectors.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The parts of PROTOCOL.md that can be held against the code. */
class ProtocolDocumentTest {
  private static final Pattern CITATION =
      Pattern.compile("PROTOCOL\\s+(?:\\*\\s+)?(\\d+(?:\\.\\d+)?)");

  private final String text = read(Path.of("PROTOCOL.md"));

  @Test
  void types_inTheDocument_areThoseOfTheVectors() {
    for (JsonNode vector : Vectors.section("statements")) {
      assertTrue(text.contains("\n    " + vector.path("type").textValue() + "\n"));
    }
  }

  @Test
  void codes_inTheDocument_areThoseOfTheEnums() {
    List<String> refusals = names(RefusalCode.values());
    List<String> complaints = names(ComplaintCode.values());
    List<String> aborts = names(AbortReason.values());
    for (int code = 1; code < refusals.size(); code++) {
      String row =
          "| " + code + " | " + refusals.get(code) + cell(complaints, code) + cell(aborts, code);
      assertTrue(text.contains(row + " |"), row);
    }
  }

  @Test
  void topics_inTheDocument_areThoseOfTheCode() {
    PartyId r = new PartyId("r01");
    PartyId n = new PartyId("n1");
    for (String topic :
        List.of(Topics.STATEMENTS, Topics.dispatch(r), Topics.shares(r, n), Topics.sums(n))) {
      String named = topic.replace("r01", "<repository>").replace("n1", "<node>");
      assertTrue(text.contains("| `" + named + "` |"), named);
    }
  }

  @Test
  void sections_thatThisRoomCites_exist() throws IOException {
    Set<String> headings = new HashSet<>();
    Matcher heading = Pattern.compile("(?m)^#{2,3} (\\d+(?:\\.\\d+)?) ").matcher(text);
    while (heading.find()) {
      headings.add(heading.group(1));
    }
    Set<String> missing = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher citation = CITATION.matcher(read(file));
        while (citation.find()) {
          if (!headings.contains(citation.group(1))) {
            missing.add(file.getFileName() + " cites " + citation.group(1));
          }
        }
      }
    }
    assertEquals(Set.of(), missing);
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  private static String cell(List<String> names, int code) {
    return code < names.size() ? " | " + names.get(code) : " |";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }
}

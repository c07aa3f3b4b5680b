package io.tributary.party.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileDeskTest {
  private static final RunId ONE = RunId.parse("0x" + "1".repeat(64));
  private static final RunId TWO = RunId.parse("0x" + "2".repeat(64));

  @TempDir private Path home;

  @Test
  void waitingRuns_areThoseShownLast() {
    FileDesk desk = new FileDesk(home);
    desk.show(List.of(run(ONE), run(TWO)));
    assertEquals(List.of(run(ONE), run(TWO)), new FileDesk(home).waiting());
    desk.show(List.of(run(TWO)));
    assertEquals(List.of(run(TWO)), desk.waiting());
    desk.show(List.of());
    assertEquals(List.of(), desk.waiting());
  }

  @Test
  void answers_stayUntilTaken() {
    FileDesk desk = new FileDesk(home);
    new FileDesk(home).answer(ONE, true);
    new FileDesk(home).answer(TWO, false);
    assertEquals(Map.of(ONE, true, TWO, false), desk.answers());
    assertEquals(Map.of(ONE, true, TWO, false), desk.answers());
    desk.taken(ONE);
    assertEquals(Map.of(TWO, false), desk.answers());
  }

  @Test
  void files_thatAreNoAnswers_areLeftAlone() throws Exception {
    FileDesk desk = new FileDesk(home);
    Path answers = home.resolve("desk/answers");
    Files.writeString(answers.resolve(ONE + ".json"), "{\"approved\":\"yes\"}");
    Files.writeString(answers.resolve(TWO + ".json"), "{");
    Files.writeString(answers.resolve("0x12.json"), "{\"approved\":true}");
    Files.writeString(answers.resolve("notes.txt"), "approved");
    Files.createDirectory(answers.resolve("0x" + "3".repeat(64) + ".json"));
    Path elsewhere = Files.writeString(home.resolve("elsewhere"), "{\"approved\":true}");
    Files.createSymbolicLink(answers.resolve("0x" + "4".repeat(64) + ".json"), elsewhere);
    assertEquals(Map.of(), desk.answers());
  }

  @Test
  void losses_areThoseShownLast() {
    FileDesk desk = new FileDesk(home);
    desk.spent(List.of());
    assertEquals(List.of(), desk.losses());
    List<Loss> two =
        List.of(
            new Loss(ONE, "rows", 1_800_000_000L, 50_000_000, Digest.ZERO),
            new Loss(TWO, "rows", 1_800_000_001L, 1, Digest.ZERO));
    desk.spent(two);
    assertEquals(two, new FileDesk(home).losses());
    desk.spent(two.subList(1, 2));
    assertEquals(two.subList(1, 2), desk.losses());
    desk.spent(List.of());
    assertEquals(List.of(), new FileDesk(home).losses());
  }

  private static WaitingRun run(RunId id) {
    return new WaitingRun(
        id,
        new PartyId("alice"),
        "sum-by-group",
        Digest.ZERO,
        "Sum by group",
        "research",
        new TreeMap<>(Map.of("least", "0")),
        List.of("rows"),
        "everything",
        1_800_000_000L);
  }
}

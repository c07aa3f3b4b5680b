package io.tributary.protocol.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.mpc.MpcException;
import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.evaluate.Evaluation;
import io.tributary.protocol.job.evaluate.ReleasedCells;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;

/**
 * {@code result.json}: the querier's answer with the opening it follows from. Of a sum run, whoever
 * is given it can check it against the public commitments, since the federation's sums and
 * blindings open their product; no signature is needed, and no single node's or repository's part
 * is in it. Of a comparison run it shows what was opened, hidden cells as zeros; commitments bind
 * the inputs of such a run only.
 *
 * @param run the run
 * @param opening what was opened
 */
public record RunResult(RunId run, Opening opening) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** What was opened. */
  public sealed interface Opening {
    /** What follows from it. */
    Answer answer(CompiledJob job);

    /** Its members, canonical. */
    ObjectNode json();
  }

  /**
   * Of a sum run.
   *
   * @param cells the federation's sums, in layout order
   * @param blindings one a block, summed over the nodes
   */
  public record Sums(List<BigInteger> cells, ScalarVector blindings) implements Opening {
    public Sums {
      cells = List.copyOf(cells);
    }

    @Override
    public Answer answer(CompiledJob job) {
      return Evaluation.evaluate(job, cells);
    }

    @Override
    public ObjectNode json() {
      ObjectNode opening = JsonNodeFactory.instance.objectNode();
      opening.put("blindings", "0x" + HexFormat.of().formatHex(blindings.toBytes()));
      write(opening.putArray("cells"), cells);
      return opening;
    }

    static Sums read(JsonNode opening) {
      return new Sums(
          numbers(opening), ScalarVector.fromBytes(bytes(opening.required("blindings"))));
    }
  }

  /** Of a comparison run. */
  public record Released(ReleasedCells cells) implements Opening {
    @Override
    public Answer answer(CompiledJob job) {
      return Evaluation.evaluate(job, cells);
    }

    @Override
    public ObjectNode json() {
      ObjectNode opening = JsonNodeFactory.instance.objectNode();
      ArrayNode sets = opening.putArray("sets");
      for (ReleasedCells.OfSet set : cells.sets()) {
        ObjectNode one = sets.addObject();
        write(one.putArray("cells"), set.cells());
        one.put("shown", "0x" + HexFormat.of().formatHex(set.shown().toByteArray()));
      }
      return opening;
    }

    static Released read(JsonNode opening, CompiledJob job) {
      List<ReleasedCells.OfSet> sets = new ArrayList<>();
      for (JsonNode set : opening.required("sets")) {
        BitSet shown = BitSet.valueOf(bytes(set.required("shown")));
        sets.add(new ReleasedCells.OfSet(shown, numbers(set)));
      }
      return new Released(new ReleasedCells(job, sets));
    }
  }

  private static void write(ArrayNode array, List<BigInteger> cells) {
    cells.forEach(cell -> array.add(cell.toString()));
  }

  private static List<BigInteger> numbers(JsonNode opening) {
    List<BigInteger> cells = new ArrayList<>();
    opening.required("cells").forEach(cell -> cells.add(new BigInteger(cell.asText())));
    return cells;
  }

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asText().substring(2));
  }

  /** Groups that are not shown, small and empty ones alike; 0 in a sum run. */
  public int hidden() {
    return opening instanceof Released released ? released.cells().hidden() : 0;
  }

  /** The file's bytes: the answer, evaluated here, then the opening. */
  public byte[] write(CompiledJob job) {
    // The answer may hold doubles, which canonical JSON does not have, so it is put in as text.
    String text =
        "{\"answer\":"
            + opening.answer(job).toJson()
            + ",\"opening\":"
            + new String(CanonicalJson.write(opening.json()), StandardCharsets.UTF_8)
            + ",\"run\":\""
            + run
            + "\"}\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file; the answer in it has just been evaluated again and is the same.
   *
   * @throws TranscriptException if a byte differs from what {@link #write} makes of its opening
   */
  public static RunResult read(byte[] bytes, CompiledJob job) {
    try {
      JsonNode file = MAPPER.readTree(bytes);
      JsonNode opening = file.required("opening");
      RunResult result =
          new RunResult(
              RunId.parse(file.required("run").asText()),
              opening.has("sets") ? Released.read(opening, job) : Sums.read(opening));
      if (Arrays.equals(result.write(job), bytes)) {
        return result;
      }
      throw new TranscriptException(Leaf.RESULT, "the answer is not what its opening comes to");
    } catch (JsonProcessingException e) {
      throw new TranscriptException(Leaf.RESULT, "is not JSON", e.getCause());
    } catch (IOException
        | MpcException
        | JobException
        | IllegalArgumentException
        | StringIndexOutOfBoundsException e) {
      throw new TranscriptException(Leaf.RESULT, "does not have the form of a result", e);
    }
  }
}

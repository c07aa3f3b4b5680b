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
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.evaluate.Evaluation;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * {@code result.json}: the querier's answer with the opening it follows from. Whoever is given it
 * can check it against the public commitments, since the federation's sums and blindings open their
 * product; no signature is needed, and no single node's or repository's part is in it.
 *
 * @param run the run
 * @param cells the federation's sums, in layout order
 * @param blindings one a block, summed over the nodes
 */
public record RunResult(RunId run, List<BigInteger> cells, ScalarVector blindings) {
  private static final JsonMapper MAPPER = new JsonMapper();

  public RunResult {
    cells = List.copyOf(cells);
  }

  /** The file's bytes: the answer, evaluated here, then the opening. */
  public byte[] write(CompiledJob job) {
    ObjectNode opening = JsonNodeFactory.instance.objectNode();
    opening.put("blindings", "0x" + HexFormat.of().formatHex(blindings.toBytes()));
    ArrayNode values = opening.putArray("cells");
    cells.forEach(cell -> values.add(cell.toString()));
    // The answer may hold doubles, which canonical JSON does not have, so it is put in as text.
    String text =
        "{\"answer\":"
            + Evaluation.evaluate(job, cells).toJson()
            + ",\"opening\":"
            + new String(CanonicalJson.write(opening), StandardCharsets.UTF_8)
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
      List<BigInteger> cells = new ArrayList<>();
      opening.required("cells").forEach(cell -> cells.add(new BigInteger(cell.asText())));
      byte[] blindings =
          HexFormat.of().parseHex(opening.required("blindings").asText().substring(2));
      RunResult result =
          new RunResult(
              RunId.parse(file.required("run").asText()), cells, ScalarVector.fromBytes(blindings));
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

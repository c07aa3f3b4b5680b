package io.tributary.cli.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.evaluate.Precision;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How far noise may have moved the answer of a run that this machine has kept. */
public record AnswerNoise(CompiledJob job, Precision precision) {

  /** Of a run in a folder; empty if its job has no noise. */
  public static Optional<AnswerNoise> in(Path folder) {
    Transcript transcript = TranscriptFolder.read(folder).transcript();
    CompiledJob job = Results.compiled(transcript);
    return Precision.of(job, FinalMembers.of(transcript).size(), Precision.USUAL_CHANCE)
        .map(precision -> new AnswerNoise(job, precision));
  }

  /** For people, a line for each grouping set. */
  public List<String> words() {
    return precision.words(job);
  }

  /** For programs: decimals as text. */
  public ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("confidence", 1 - precision.chance()).put("contributors", precision.contributors());
    ArrayNode intervals = node.putArray("intervals");
    for (Precision.Interval interval : precision.intervals()) {
      ObjectNode one = intervals.addObject();
      ArrayNode by = one.putArray("by");
      interval.set().forEach(d -> by.add(job.dimensions().get(d).name()));
      one.put("column", job.outputs().get(interval.column()).name());
      one.put("halfWidth", interval.halfWidth().toPlainString());
    }
    return node;
  }
}

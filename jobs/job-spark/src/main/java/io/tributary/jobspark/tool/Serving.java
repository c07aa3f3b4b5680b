package io.tributary.jobspark.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The tool for a caller that stays: one step a line on standard input, with an {@code id}; answers
 * a line each on standard output: {@code {"id":1,"known":{…}}} as soon as something is known, then
 * {@code {"id":1,"ok":true,"result":{…}}} or {@code {"id":1,"ok":false,"error":{…}}}. The session
 * comes up while the first step reads its data. The end of the input ends the process.
 */
final class Serving {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final BufferedReader requests;
  private final PrintStream answers;
  private final SparkTool tool;

  Serving(BufferedReader requests, PrintStream answers, SparkTool tool) {
    this.requests = requests;
    this.answers = answers;
    this.tool = tool;
  }

  /**
   * On the process's own streams; what libraries print goes to standard error instead.
   *
   * @param warm whether the session comes up at once
   */
  static Serving standard(boolean warm) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    SparkTool tool = new SparkTool(MAPPER.createObjectNode());
    if (warm) {
      Thread warming = new Thread(tool::session, "session");
      warming.setDaemon(true);
      warming.start();
    }
    return new Serving(
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out, tool);
  }

  /** Serves to the end of the input; returns the exit code. */
  int run() {
    try {
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        answers.println(answer(line));
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException("the requests cannot be read", e);
    }
  }

  private ObjectNode answer(String line) {
    ObjectNode answer = MAPPER.createObjectNode();
    try {
      JsonNode parsed = MAPPER.readTree(line);
      if (!(parsed instanceof ObjectNode step)) {
        throw ToolException.usage("a request is an object");
      }
      int id = step.path("id").asInt();
      step.remove("id");
      answer.put("id", id);
      ObjectNode result = MAPPER.createObjectNode();
      tool.run(step, result, new Telling(id));
      answer.put("ok", true).set("result", result);
    } catch (JsonProcessingException e) {
      answer.put("ok", false).set("error", SparkTool.failure(ToolException.usage("not JSON")));
    } catch (Exception e) {
      // Spark throws checked exceptions that its methods do not declare.
      answer.put("ok", false).set("error", SparkTool.failure(e));
    }
    return answer;
  }

  private final class Telling implements Progress {
    private final int id;

    Telling(int id) {
      this.id = id;
    }

    @Override
    public void say(String what) {
      System.err.println("· " + what);
    }

    @Override
    public void known(ObjectNode early) {
      answers.println(MAPPER.createObjectNode().put("id", id).set("known", early));
    }
  }
}

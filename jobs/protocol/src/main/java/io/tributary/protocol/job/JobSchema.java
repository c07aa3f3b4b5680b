package io.tributary.protocol.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The JSON Schema (draft 2020-12) of {@code job.yaml}, with which editors complete and explain it.
 * The strict reader decides; the schema says the same as far as a schema can.
 */
public final class JobSchema {
  /** Its usual file name, beside a job.yaml that points at it. */
  public static final String FILE = "job.schema.json";

  private JobSchema() {}

  /** The schema's text. */
  public static String text() {
    try (InputStream in = JobSchema.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema is part of this jar", e);
    }
  }
}

package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One thing the tool can do. */
interface Step {
  /** Does it and fills in the result. */
  void run(Arguments arguments, ObjectNode result);
}

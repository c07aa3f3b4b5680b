package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Tells the person waiting what is going on. */
interface Progress {
  void say(String what);

  /** Tells what is known before the step is done, as members of its result. */
  default void known(ObjectNode early) {}
}

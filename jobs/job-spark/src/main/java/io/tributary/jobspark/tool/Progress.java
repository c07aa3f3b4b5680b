package io.tributary.jobspark.tool;

/** Tells the person waiting what is going on. */
interface Progress {
  void say(String what);
}

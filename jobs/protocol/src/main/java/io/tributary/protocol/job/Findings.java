package io.tributary.protocol.job;

import io.tributary.protocol.job.DefinitionReading.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is learnt while a document is read: its mistakes, its places, and which keys are known. */
final class Findings {
  private final List<DefinitionProblem> problems = new ArrayList<>();
  private final Map<String, Place> places = new TreeMap<>();
  private final Map<String, Set<String>> asked = new TreeMap<>();

  List<DefinitionProblem> problems() {
    return problems;
  }

  /** Where each value that was read is, by its path. */
  Map<String, Place> places() {
    return places;
  }

  /** The keys that were asked for, by the path of the mapping. */
  Map<String, Set<String>> asked() {
    return asked;
  }

  void add(JobException mistake) {
    problems.addAll(mistake.problems());
  }

  /** Takes back what was said of a place. */
  void remove(String path, String what) {
    problems.removeIf(p -> p.path().equals(path) && p.what().equals(what));
  }

  void place(String path, Place place) {
    places.put(path, place);
  }

  void asked(String path, Set<String> keys) {
    asked.computeIfAbsent(path, p -> new TreeSet<>()).addAll(keys);
  }
}

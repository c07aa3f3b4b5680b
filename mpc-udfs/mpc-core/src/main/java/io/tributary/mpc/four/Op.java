package io.tributary.mpc.four;

import java.util.List;

/**
 * One step of a program. Its result stands after the exchange of its layer; steps of layer 0 need
 * none. Wires are named by their ids; {@code out} is the step's own.
 */
sealed interface Op {
  /** Id of the result. */
  int out();

  /** Ids of what it reads. */
  List<Integer> ins();

  /** Layer after whose exchange the result stands. */
  int layer();

  /** Whether the result needs an exchange. */
  default boolean isInteractive() {
    return false;
  }

  /** Joint messages of an interactive step, in the order in which they are written. */
  default List<Transfer> transfers() {
    return List.of();
  }

  /** Words of each joint message. */
  default int transferWords() {
    return 0;
  }

  /** A linear step on one piece at a time. Constants go to one piece only. */
  @FunctionalInterface
  interface Local {
    long[] apply(int piece, long[][] ins, List<long[]> publics);
  }

  /** A step on a vector that is known in clear to whoever computes it. */
  @FunctionalInterface
  interface Clear {
    long[] apply(long[] known);
  }

  /** What dealers dealt. */
  record Input(int out, int index, int words) implements Op {
    @Override
    public List<Integer> ins() {
      return List.of();
    }

    @Override
    public int layer() {
      return 0;
    }
  }

  /** A step that every member does by itself, piece by piece. */
  record Linear(int out, List<Integer> ins, int layer, Local local) implements Op {}

  /** Uniform pieces that nobody chooses and nobody knows in sum. */
  record Random(int out, int layer, int words) implements Op {
    @Override
    public List<Integer> ins() {
      return List.of();
    }
  }

  /** A function of the sum of two pieces, which the two parties that hold both share jointly. */
  record Joint(
      int out,
      List<Integer> ins,
      int layer,
      Ring from,
      Ring ring,
      Transfer route,
      Clear f,
      int words)
      implements Op {
    @Override
    public boolean isInteractive() {
      return true;
    }

    @Override
    public List<Transfer> transfers() {
      return List.of(route);
    }

    @Override
    public int transferWords() {
      return words;
    }
  }

  /** Elementwise product of two vectors, then the sum of {@code terms} blocks of it. */
  record Product(
      int out,
      List<Integer> ins,
      int layer,
      Ring ring,
      int terms,
      int words,
      List<Transfer> transfers)
      implements Op {
    @Override
    public boolean isInteractive() {
      return true;
    }

    @Override
    public int transferWords() {
      return words;
    }
  }

  /** Makes a vector public among three members; {@code zero} aborts unless all of it is 0. */
  record Reveal(
      int out,
      List<Integer> ins,
      int layer,
      Ring ring,
      int words,
      int slot,
      boolean zero,
      List<Transfer> transfers)
      implements Op {
    @Override
    public boolean isInteractive() {
      return true;
    }

    @Override
    public int transferWords() {
      return words;
    }
  }
}

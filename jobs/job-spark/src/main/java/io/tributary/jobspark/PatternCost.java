package io.tributary.jobspark;

import java.util.BitSet;
import java.util.Optional;

/**
 * How much work a pattern can make. Java matches patterns by trying again, so that some take time
 * exponential in the length of a text, and nothing can interrupt them. Only patterns that are sure
 * to take at most cubic time pass: characters, classes, groups and alternatives, where only single
 * characters are repeated without limit.
 */
final class PatternCost {
  private static final int MAX_DEGREE = 3;
  private static final long MAX_CHOICES = 1_000;
  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_DEPTH = 20;
  private static final int OTHERS = 128;

  private final String pattern;
  private int at;
  private int depth;

  private PatternCost(String pattern) {
    this.pattern = pattern;
  }

  /** Why a LIKE pattern is refused, if it is. */
  static Optional<String> refusesLike(String pattern, char escape) {
    int wildcards = 0;
    boolean last = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == escape) {
        i++;
        boolean known =
            i < pattern.length()
                && ("%_".indexOf(pattern.charAt(i)) >= 0 || pattern.charAt(i) == escape);
        if (!known) {
          return Optional.of("the escape character stands before neither %, _ nor itself");
        }
      }
      boolean wildcard = c == '%' && c != escape;
      wildcards += wildcard && !last ? 1 : 0;
      last = wildcard;
    }
    return wildcards - (last ? 1 : 0) > MAX_DEGREE
        ? Optional.of("it has more than " + MAX_DEGREE + " inner %, which can take very long")
        : Optional.empty();
  }

  /** Why a regular expression is refused, if it is. */
  static Optional<String> refusesRegex(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      return Optional.of("it is longer than " + MAX_LENGTH + " characters");
    }
    try {
      PatternCost reader = new PatternCost(pattern);
      Cost cost = reader.alternatives();
      if (reader.at < pattern.length()) {
        throw new Refused("a bracket closes that was not opened");
      }
      boolean anchored = pattern.startsWith("^") && pattern.indexOf('|') < 0;
      if (cost.degree() + (anchored ? 0 : 1) > MAX_DEGREE || cost.choices() > MAX_CHOICES) {
        throw new Refused("it can take very long on some texts");
      }
      java.util.regex.Pattern unused = java.util.regex.Pattern.compile(pattern);
      return Optional.empty();
    } catch (Refused e) {
      return Optional.of(e.getMessage());
    } catch (java.util.regex.PatternSyntaxException e) {
      return Optional.of("it is malformed near position " + Math.max(0, e.getIndex()));
    }
  }

  private static final class Refused extends RuntimeException {
    Refused(String why) {
      super(why);
    }
  }

  /**
   * The cost of a part.
   *
   * @param ambiguous unlimited repetitions whose end is not seen from the next character
   * @param repeats whether there is any unlimited repetition
   * @param choices ways through all that is optional
   * @param single whether it is exactly one character
   * @param first the characters it can begin with; empty if it may match nothing
   */
  private record Cost(
      int ambiguous, boolean repeats, long choices, boolean single, Optional<BitSet> first) {
    static final Cost NOTHING = new Cost(0, false, 1, false, Optional.empty());

    int degree() {
      return ambiguous + (repeats ? 1 : 0);
    }
  }

  private Cost alternatives() {
    if (++depth > MAX_DEPTH) {
      throw new Refused("its groups are nested too deeply");
    }
    Cost all = sequence();
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      Cost other = sequence();
      all =
          new Cost(
              Math.max(all.ambiguous(), other.ambiguous()),
              all.repeats() || other.repeats(),
              all.choices() + other.choices(),
              false,
              union(all.first(), other.first()));
    }
    depth--;
    return all;
  }

  private static Optional<BitSet> union(Optional<BitSet> a, Optional<BitSet> b) {
    return a.flatMap(
        x ->
            b.map(
                y -> {
                  BitSet both = (BitSet) x.clone();
                  both.or(y);
                  return both;
                }));
  }

  /** The last repetition without limit, until what follows it has been seen. */
  private Cost sequence() {
    Cost all = Cost.NOTHING;
    Optional<BitSet> open = Optional.empty();
    int ambiguous = 0;
    boolean begun = false;
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      Cost atom = atom();
      Repetition times = repetition();
      Cost one = repeated(atom, times);
      boolean anchor = atom.equals(Cost.NOTHING);
      if (open.isPresent() && !anchor) {
        boolean sure = one.first().isPresent() && !one.first().get().intersects(open.get());
        ambiguous += sure ? 0 : 1;
        open = Optional.empty();
      }
      if (times.unlimited()) {
        open = atom.first();
      }
      Optional<BitSet> first = all.first();
      if (!begun && !anchor) {
        first = one.first();
        begun = true;
      }
      all =
          new Cost(
              all.ambiguous() + one.ambiguous(),
              all.repeats() || one.repeats(),
              Math.min(1L << 40, all.choices() * one.choices()),
              false,
              first);
    }
    return new Cost(all.ambiguous() + ambiguous, all.repeats(), all.choices(), false, all.first());
  }

  /** How often the atom before may come; lazy and possessive forms cost no more. */
  private record Repetition(int least, int most, boolean unlimited) {
    static final Repetition ONCE = new Repetition(1, 1, false);
  }

  private Cost repeated(Cost atom, Repetition times) {
    if (times.equals(Repetition.ONCE)) {
      return atom;
    }
    Optional<BitSet> first = times.least() > 0 ? atom.first() : Optional.empty();
    if (atom.single()) {
      long ways = times.unlimited() ? 1 : times.most() - times.least() + 1L;
      return new Cost(0, times.unlimited(), ways, false, first);
    }
    if (times.unlimited() || times.most() > 8) {
      throw new Refused("a group or anchor is repeated; only single characters and classes may be");
    }
    long ways = 1;
    for (int i = 0; i < times.most(); i++) {
      ways = Math.min(1L << 40, ways * (atom.choices() + (i >= times.least() ? 1 : 0)));
    }
    return new Cost(atom.ambiguous() * times.most(), atom.repeats(), ways, false, first);
  }

  private Repetition repetition() {
    if (at == pattern.length()) {
      return Repetition.ONCE;
    }
    Repetition times =
        switch (pattern.charAt(at)) {
          case '*' -> new Repetition(0, 0, true);
          case '+' -> new Repetition(1, 0, true);
          case '?' -> new Repetition(0, 1, false);
          case '{' -> counted();
          default -> Repetition.ONCE;
        };
    if (!times.equals(Repetition.ONCE)) {
      at++;
      if (at < pattern.length() && "?+".indexOf(pattern.charAt(at)) >= 0) {
        at++;
      }
    }
    return times;
  }

  /** {n}, {n,} or {n,m}; leaves the position at the closing brace. */
  private Repetition counted() {
    int end = pattern.indexOf('}', at);
    String inside = end < 0 ? "" : pattern.substring(at + 1, end);
    if (!inside.matches("[0-9]{1,3}(,[0-9]{0,3})?")) {
      throw new Refused("a repetition is not written as {n}, {n,} or {n,m} with small numbers");
    }
    at = end;
    int comma = inside.indexOf(',');
    int least = Integer.parseInt(comma < 0 ? inside : inside.substring(0, comma));
    boolean unlimited = comma >= 0 && comma == inside.length() - 1;
    int most = comma < 0 || unlimited ? least : Integer.parseInt(inside.substring(comma + 1));
    return least == 1 && most == 1 && !unlimited
        ? new Repetition(1, 1, false)
        : new Repetition(least, most, unlimited);
  }

  private Cost atom() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> single(charClass());
      case '.' -> single(everything());
      case '^', '$' -> Cost.NOTHING;
      case '\\' -> escaped(true);
      case '*', '+', '?', '{' -> throw new Refused("a repetition has nothing to repeat");
      default -> single(of(c));
    };
  }

  private Cost group() {
    if (pattern.startsWith("?:", at)) {
      at += 2;
    } else if (at < pattern.length() && pattern.charAt(at) == '?') {
      throw new Refused("look-around, named and flagged groups are not allowed");
    }
    Cost inner = alternatives();
    if (at == pattern.length()) {
      throw new Refused("a bracket is not closed");
    }
    at++;
    return new Cost(inner.ambiguous(), inner.repeats(), inner.choices(), false, inner.first());
  }

  private static Cost single(BitSet characters) {
    return new Cost(0, false, 1, true, Optional.of(characters));
  }

  private Cost escaped(boolean anchors) {
    if (at == pattern.length()) {
      throw new Refused("it ends with a backslash");
    }
    char c = pattern.charAt(at++);
    if (anchors && (c == 'b' || c == 'B')) {
      return Cost.NOTHING;
    }
    return single(shorthand(c));
  }

  private static BitSet shorthand(char c) {
    BitSet set = new BitSet();
    switch (c) {
      case 'd', 'D' -> set.set('0', '9' + 1);
      case 'w', 'W' -> {
        set.set('0', '9' + 1);
        set.set('a', 'z' + 1);
        set.set('A', 'Z' + 1);
        set.set('_');
      }
      case 's', 'S' -> " \t\n\u000B\f\r".chars().forEach(set::set);
      case 't' -> set.set('\t');
      case 'n' -> set.set('\n');
      case 'r' -> set.set('\r');
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw new Refused("\\" + c + " is not allowed");
        }
        return of(c);
      }
    }
    return Character.isUpperCase(c) ? complement(set) : set;
  }

  private static BitSet of(char c) {
    BitSet set = new BitSet();
    set.set(Math.min(c, OTHERS));
    return set;
  }

  private static BitSet everything() {
    return complement(new BitSet());
  }

  /** Characters beyond ASCII count as one, which is in the set and in its complement. */
  private static BitSet complement(BitSet set) {
    BitSet all = (BitSet) set.clone();
    all.flip(0, OTHERS);
    all.set(OTHERS);
    return all;
  }

  private BitSet charClass() {
    boolean negated = at < pattern.length() && pattern.charAt(at) == '^';
    at += negated ? 1 : 0;
    BitSet set = new BitSet();
    boolean first = true;
    while (at < pattern.length() && (pattern.charAt(at) != ']' || first)) {
      first = false;
      member(set);
    }
    if (at == pattern.length()) {
      throw new Refused("a class is not closed");
    }
    at++;
    return negated ? complement(set) : set;
  }

  private void member(BitSet set) {
    char from = pattern.charAt(at++);
    if (from == '[' || from == ']' || pattern.startsWith("&&", at - 1)) {
      throw new Refused("classes within classes are not allowed");
    }
    if (from == '\\') {
      set.or(escaped(false).first().orElseThrow());
      return;
    }
    boolean range =
        at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
    if (!range) {
      set.set(Math.min(from, OTHERS));
      return;
    }
    char to = pattern.charAt(at + 1);
    if (to == '\\' || to == '[' || to < from) {
      throw new Refused("a range in a class is not of two plain characters");
    }
    at += 2;
    set.set(Math.min(from, OTHERS), Math.min(to, OTHERS) + 1);
  }
}

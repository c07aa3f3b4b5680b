package io.tributary.protocol.job;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tributary.protocol.job.JobDefinition.Bounds;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Dimension;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.JobDefinition.Limits;
import io.tributary.protocol.job.JobDefinition.Parameter;
import io.tributary.protocol.job.JobDefinition.Plot;
import io.tributary.protocol.job.JobDefinition.Range;
import io.tributary.protocol.job.JobDefinition.Repositories;
import io.tributary.protocol.job.JobDefinition.Rounding;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code job.yaml} strictly. */
final class DefinitionReader {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DOMAIN = 100_000;
  private static final long DEFAULT_ROWS = 100_000_000L;
  private static final long MAX_ROWS = 1L << 40;
  private static final int DEFAULT_SECONDS = 600;
  private static final int DEFAULT_CELLS = 100_000;
  private static final int DEFAULT_MAXIMUM = 1_000;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
  private static final String IDENTIFIER_RULE =
      "names are 1 to 64 of letters, digits and '_', and start with a letter or '_'";

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  JobDefinition read(byte[] yaml) {
    if (yaml.length > MAX_BYTES) {
      throw new JobException(
          JobException.Kind.BAD_DEFINITION, "job.yaml is larger than 1 MiB; shorten its domains");
    }
    return root(yaml).map(this::definition);
  }

  private static StrictNode root(byte[] yaml) {
    try {
      JsonNode node = YAML.readTree(yaml);
      return new StrictNode(node, "", JobException.Kind.BAD_DEFINITION);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new JobException(
          JobException.Kind.BAD_DEFINITION,
          "job.yaml is not valid YAML near line " + line + ", or a key appears twice",
          e);
    } catch (IOException e) {
      throw new JobException(JobException.Kind.BAD_DEFINITION, "job.yaml cannot be read", e);
    }
  }

  private JobDefinition definition(StrictNode node) {
    return new JobDefinition(
        node.required("name").matching(NAME, "names are 1 to 63 of a-z, 0-9 and '-'"),
        node.required("title").text(),
        distinct(node.required("inputs").entries(this::input), Input::name, node),
        node.optional("parameters").map(p -> p.entries(this::parameter)).orElse(List.of()),
        node.optional("dimensions").map(d -> d.entries(this::dimension)).orElse(List.of()),
        node.optional("repositories")
            .map(r -> r.map(DefinitionReader::repositories))
            .orElse(new Repositories(Repositories.Rule.ALL, 2, DEFAULT_MAXIMUM)),
        node.optional("limits")
            .map(l -> l.map(DefinitionReader::limits))
            .orElse(new Limits(DEFAULT_ROWS, DEFAULT_SECONDS, DEFAULT_CELLS)),
        node.optional("plot").map(p -> p.map(DefinitionReader::plot)));
  }

  private Input input(String name, StrictNode node) {
    if (!IDENTIFIER.matcher(name).matches()) {
      throw node.wrong(IDENTIFIER_RULE);
    }
    return node.map(
        n ->
            new Input(
                name, distinct(n.required("columns").entries(this::column), Column::name, n)));
  }

  /** Spark resolves names without regard to case, so two names that differ in case are one. */
  private static <T> List<T> distinct(
      List<T> all, java.util.function.Function<T, String> name, StrictNode node) {
    Set<String> seen = new HashSet<>();
    for (T one : all) {
      if (!seen.add(name.apply(one).toLowerCase(Locale.ROOT))) {
        throw node.wrong("two names differ in case only: '" + name.apply(one) + "'");
      }
    }
    if (all.isEmpty()) {
      throw node.wrong("at least one is needed");
    }
    return all;
  }

  private Column column(String name, StrictNode node) {
    if (!IDENTIFIER.matcher(name).matches()) {
      throw node.wrong(IDENTIFIER_RULE);
    }
    return node.map(
        n -> {
          SqlType type = n.required("type").type();
          if (type.kind() == SqlType.Kind.DOUBLE) {
            throw n.wrong("double columns are not exact; declare decimal(precision, scale)");
          }
          return new Column(
              name,
              type,
              n.optional("nullable").map(StrictNode::bool).orElse(true),
              n.optional("bounds").map(b -> bounds(type, b)),
              n.optional("rounding").map(r -> r.oneOf(Rounding.class)).orElse(Rounding.NONE));
        });
  }

  private static Bounds bounds(SqlType type, StrictNode node) {
    if (!type.isExact()) {
      throw node.wrong("only numbers have bounds");
    }
    List<StrictNode> both = node.items();
    if (both.size() != 2) {
      throw node.wrong("bounds are a list of two numbers: [lowest, highest]");
    }
    BigDecimal lower = both.get(0).number();
    BigDecimal upper = both.get(1).number();
    if (!type.holds(lower) || !type.holds(upper)) {
      throw node.wrong("both bounds must fit " + type);
    }
    if (lower.compareTo(upper) > 0) {
      throw node.wrong("the first bound is the lower one");
    }
    return new Bounds(lower.setScale(type.scale()), upper.setScale(type.scale()));
  }

  private Parameter parameter(String name, StrictNode node) {
    if (!IDENTIFIER.matcher(name).matches()) {
      throw node.wrong(IDENTIFIER_RULE);
    }
    return node.map(
        n -> {
          SqlType type = n.required("type").type();
          Parameter parameter =
              new Parameter(
                  name,
                  type,
                  n.optional("values")
                      .map(v -> v.items().stream().map(i -> i.typed(type)).toList())
                      .orElse(List.of()),
                  n.optional("range").map(r -> range(type, r)),
                  n.optional("default").map(d -> d.typed(type)),
                  n.optional("description").map(StrictNode::text).orElse(""));
          parameter.defaultValue().ifPresent(value -> checkDefault(parameter, value, n));
          return parameter;
        });
  }

  private static void checkDefault(Parameter parameter, Object value, StrictNode node) {
    if (!ParameterValues.allowed(parameter, value)) {
      throw node.wrong("the default is outside the parameter's own values or range");
    }
  }

  private static Range range(SqlType type, StrictNode node) {
    if (type.kind() == SqlType.Kind.STRING || type.kind() == SqlType.Kind.BOOLEAN) {
      throw node.wrong("only numbers and dates have a range; use values");
    }
    List<StrictNode> both = node.items();
    if (both.size() != 2) {
      throw node.wrong("a range is a list of two values: [lowest, highest]");
    }
    Range range = new Range(both.get(0).typed(type), both.get(1).typed(type));
    if (ParameterValues.compare(range.lower(), range.upper()) > 0) {
      throw node.wrong("the first value of a range is the lower one");
    }
    return range;
  }

  private Dimension dimension(String name, StrictNode node) {
    return node.map(
        n -> {
          Optional<StrictNode> values = n.optional("values");
          Optional<StrictNode> range = n.optional("range");
          if (values.isPresent() == range.isPresent()) {
            throw n.wrong("a dimension has either 'values' or 'range'");
          }
          List<Object> domain =
              values.isPresent()
                  ? values.get().items().stream().map(StrictNode::scalar).toList()
                  : integers(range.orElseThrow());
          if (domain.isEmpty() || domain.size() > MAX_DOMAIN) {
            throw n.wrong("a domain has 1 to " + MAX_DOMAIN + " values");
          }
          return new Dimension(name, domain, n.optional("other").map(StrictNode::scalar));
        });
  }

  private static List<Object> integers(StrictNode node) {
    List<StrictNode> both = node.items();
    if (both.size() != 2) {
      throw node.wrong("a range is a list of two whole numbers: [first, last]");
    }
    long first = both.get(0).integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    long last = both.get(1).integer(first, first + MAX_DOMAIN - 1);
    List<Object> all = new ArrayList<>();
    for (long value = first; value <= last; value++) {
      all.add(BigDecimal.valueOf(value));
    }
    return all;
  }

  private static Repositories repositories(StrictNode node) {
    int minimum = (int) node.required("minimum").integer(2, Short.MAX_VALUE);
    return new Repositories(
        node.optional("rule")
            .map(r -> r.oneOf(Repositories.Rule.class))
            .orElse(Repositories.Rule.ALL),
        minimum,
        node.optional("maximum")
            .map(m -> (int) m.integer(minimum, Short.MAX_VALUE))
            .orElse(Math.max(DEFAULT_MAXIMUM, minimum)));
  }

  private static Limits limits(StrictNode node) {
    return new Limits(
        node.optional("rows").map(r -> r.integer(1, MAX_ROWS)).orElse(DEFAULT_ROWS),
        (int)
            (long)
                node.optional("seconds")
                    .map(s -> s.integer(1, 86_400))
                    .orElse((long) DEFAULT_SECONDS),
        (int)
            (long)
                node.optional("cells")
                    .map(c -> c.integer(1, 10_000_000))
                    .orElse((long) DEFAULT_CELLS));
  }

  private static Plot plot(StrictNode node) {
    return new Plot(
        node.required("kind").text(),
        node.required("x").text(),
        node.required("y").items().stream().map(StrictNode::text).toList());
  }
}

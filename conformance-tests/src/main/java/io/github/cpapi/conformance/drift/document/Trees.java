package io.github.cpapi.conformance.drift.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Parses JSON and YAML into a tree of bounded depth and size. */
final class Trees {

  /** The deepest nesting of a document. */
  static final int DEEPEST = 400;

  private static final int MOST_NODES = 4_000_000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(DocumentSource.LARGEST)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Trees() {}

  static JsonNode parse(String source, String text) {
    String start = text.substring(0, Math.min(text.length(), 1000)).strip();
    if (start.isEmpty() || start.charAt(0) == 0) {
      throw new DocumentException(source + " is empty: neither JSON nor YAML");
    }
    if (start.startsWith("<")) {
      throw new DocumentException(source + " is a page (HTML or XML), not a document of an API");
    }
    return start.startsWith("{") || start.startsWith("[") ? json(source, text) : yaml(source, text);
  }

  private static JsonNode json(String source, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new DocumentException(
          "%s cannot be read as JSON, line %d: %s"
              .formatted(
                  source,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("")));
    }
  }

  private static JsonNode yaml(String source, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(1000);
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(DocumentSource.LARGEST);
    options.setAllowRecursiveKeys(false);
    DumperOptions unused = new DumperOptions();
    try {
      Object value =
          new Yaml(
                  new SafeConstructor(options),
                  new Representer(unused),
                  unused,
                  options,
                  new JsonWords())
              .load(text);
      return new Conversion(source).node(value, 0);
    } catch (MarkedYAMLException e) {
      throw new DocumentException(
          "%s cannot be read as YAML%s: %s"
              .formatted(
                  source,
                  e.getProblemMark() == null ? "" : ", line " + (e.getProblemMark().getLine() + 1),
                  e.getProblem()));
    } catch (YAMLException e) {
      throw new DocumentException(
          "%s cannot be read as YAML: %s"
              .formatted(source, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }

  /** Only what JSON knows: a date, {@code no} and {@code on} are texts. */
  private static final class JsonWords extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|false|True|False|TRUE|FALSE"), "tfTF");
      addImplicitResolver(Tag.INT, Pattern.compile("[-+]?(0|[1-9][0-9]*)"), "-+0123456789");
      addImplicitResolver(
          Tag.FLOAT,
          Pattern.compile("[-+]?(0|[1-9][0-9]*)\\.[0-9]+([eE][-+]?[0-9]{1,3})?"),
          "-+0123456789");
      addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
      addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL| "), "~nN\0");
      addImplicitResolver(Tag.NULL, Pattern.compile(""), null);
    }
  }

  /** Aliases share objects, so that a small text can stand for a very large tree. */
  private static final class Conversion {
    private final String source;
    private int nodes;

    private Conversion(String source) {
      this.source = source;
    }

    private JsonNode node(Object value, int depth) {
      nodes++;
      if (nodes > MOST_NODES || depth > DEEPEST) {
        throw new DocumentException(
            source + " cannot be read as YAML: its aliases expand without end");
      }
      if (value instanceof Map<?, ?> map) {
        ObjectNode object = NODES.objectNode();
        map.forEach((key, member) -> object.set(String.valueOf(key), node(member, depth + 1)));
        return object;
      }
      if (value instanceof Iterable<?> list) {
        ArrayNode array = NODES.arrayNode();
        list.forEach(element -> array.add(node(element, depth + 1)));
        return array;
      }
      return scalar(value);
    }

    private static JsonNode scalar(Object value) {
      if (value == null) {
        return NODES.nullNode();
      }
      if (value instanceof Boolean bool) {
        return NODES.booleanNode(bool);
      }
      if (value instanceof Integer number) {
        return NODES.numberNode(number);
      }
      if (value instanceof Long number) {
        return NODES.numberNode(number);
      }
      if (value instanceof BigInteger number) {
        return NODES.numberNode(number);
      }
      if (value instanceof Double number && Double.isFinite(number)) {
        return NODES.numberNode(BigDecimal.valueOf(number));
      }
      return NODES.textNode(String.valueOf(value));
    }
  }
}

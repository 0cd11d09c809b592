package io.github.cpapi.conformance.drift.side;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cpapi.conformance.drift.document.Document;
import io.github.cpapi.conformance.drift.document.DocumentException;
import io.github.cpapi.contract.UpstreamFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The facts of IBKR's document that were accepted last: {@code openapi/upstream/<version>.yaml}.
 * The working directory counts first, then what this program was built with.
 */
public final class Baseline {

  /** The folder of the facts, from the root of the project. */
  public static final Path FOLDER = Path.of("openapi", "upstream");

  private static final int WIDTH = 120;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$][\\w$./-]*");

  private static final Pattern WORD = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

  private Baseline() {}

  /**
   * Reads the newest facts.
   *
   * @param folder where to look first
   * @throws DocumentException if there are none
   */
  public static Document read(Path folder) {
    Optional<Path> newest = newest(folder);
    if (newest.isPresent()) {
      return named(Document.read(newest.get().toString()));
    }
    return UpstreamFacts.newest()
        .map(text -> named(Document.parse("baseline", text)))
        .orElseThrow(
            () ->
                new DocumentException("there is no baseline; the command drift accept writes one"));
  }

  private static Document named(Document document) {
    return new Document(
        "baseline " + document.version(), document.version(), document.facts(), List.of());
  }

  private static Optional<Path> newest(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .max(
              (a, b) ->
                  UpstreamFacts.VERSIONS.compare(
                      a.getFileName().toString(), b.getFileName().toString()));
    } catch (IOException e) {
      throw new DocumentException("%s cannot be read: %s".formatted(folder, e.getMessage()));
    }
  }

  /**
   * Writes the facts of a document.
   *
   * @param folder is created if it is missing
   * @return the file
   * @throws DocumentException if the file cannot be written
   */
  public static Path accept(Document document, Path folder) {
    String version = document.version().replaceAll("[^\\w.-]", "_").replaceAll("^\\.+", "");
    Path file = folder.resolve((version.isEmpty() ? "unknown" : version) + ".yaml");
    try {
      Files.createDirectories(folder);
      Files.writeString(file, yaml(document));
    } catch (IOException e) {
      throw new DocumentException("%s cannot be written: %s".formatted(file, e.getMessage()));
    }
    return file;
  }

  /** Returns the facts as YAML: short nodes on one line, long ones with a line for each member. */
  public static String yaml(Document document) {
    ObjectNode facts = document.facts().deepCopy();
    hoistServers(facts);
    strip(facts);
    StringBuilder text =
        new StringBuilder(
            "# The facts of IBKR's OpenAPI document %s, without its texts. Written by drift accept.\n"
                .formatted(document.version().replaceAll("\\R", " ")));
    block(facts, 0, text);
    return text.toString();
  }

  /** Names the most frequent servers once. */
  private static void hoistServers(ObjectNode facts) {
    Map<JsonNode, Integer> counts = new HashMap<>();
    for (JsonNode path : facts.path("paths")) {
      for (JsonNode call : path) {
        counts.merge(call.path("servers"), 1, Integer::sum);
      }
    }
    Optional<JsonNode> usual =
        counts.entrySet().stream()
            .max(
                Map.Entry.<JsonNode, Integer>comparingByValue()
                    .thenComparing(e -> e.getKey().toString()))
            .map(Map.Entry::getKey);
    usual.ifPresent(
        servers -> {
          for (JsonNode path : facts.path("paths")) {
            for (JsonNode call : path) {
              if (call.path("servers").equals(servers)) {
                ((ObjectNode) call).remove("servers");
              }
            }
          }
          JsonNode paths = facts.remove("paths");
          JsonNode components = facts.remove("components");
          facts.set("servers", servers);
          facts.set("paths", paths);
          facts.set("components", components);
        });
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object && !object.path("x-text").isObject()) {
      object.remove("x-text");
    }
    node.forEach(Baseline::strip);
  }

  private static void block(JsonNode node, int indent, StringBuilder text) {
    String margin = " ".repeat(indent);
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        text.append(margin).append(scalar(TextNode.valueOf(member.getKey()))).append(':');
        value(
            member.getValue(),
            indent,
            scalar(TextNode.valueOf(member.getKey())).length() + 2,
            text);
      }
    } else {
      for (JsonNode element : node) {
        String flow = flow(element);
        // A list of long elements stays a list of lines: each element is one fact.
        text.append(margin).append("- ").append(flow).append('\n');
      }
    }
  }

  private static void value(JsonNode value, int indent, int used, StringBuilder text) {
    String flow = flow(value);
    boolean simple = value.isObject() ? depth(value) <= 5 : true;
    boolean fits = indent + used + flow.length() <= WIDTH && simple;
    boolean empty = value.isValueNode() || value.isEmpty();
    boolean values = value.isArray() && value.elements().next().isValueNode() && indent > 2;
    if (fits || empty || values) {
      text.append(' ').append(flow).append('\n');
    } else {
      text.append('\n');
      block(value, indent + 2, text);
    }
  }

  private static int depth(JsonNode node) {
    int deepest = 0;
    for (JsonNode child : node) {
      deepest = Math.max(deepest, depth(child));
    }
    return deepest + (node.isContainerNode() ? 1 : 0);
  }

  private static String flow(JsonNode node) {
    if (node.isObject()) {
      StringJoiner joined = new StringJoiner(", ", "{", "}");
      node.properties()
          .forEach(
              e -> joined.add(scalar(TextNode.valueOf(e.getKey())) + ": " + flow(e.getValue())));
      return joined.toString();
    }
    if (node.isArray()) {
      StringJoiner joined = new StringJoiner(", ", "[", "]");
      node.forEach(element -> joined.add(flow(element)));
      return joined.toString();
    }
    return scalar(node);
  }

  private static String scalar(JsonNode node) {
    if (node.isNumber()) {
      return node.decimalValue().toPlainString();
    }
    if (!node.isTextual()) {
      return node.toString();
    }
    String text = node.asText();
    return PLAIN.matcher(text).matches() && !WORD.matcher(text).matches() ? text : node.toString();
  }
}

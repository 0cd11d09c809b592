package io.github.cpapi.conformance.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A schema with its references followed and its allOf merged. */
final class View {

  /** The name of the schema, empty for an inline one. */
  String name = "";

  final Set<String> types = new TreeSet<>();
  boolean nullable;
  String format = "";
  final Map<String, JsonNode> members = new LinkedHashMap<>();
  final Set<String> required = new TreeSet<>();
  @Nullable JsonNode items;
  @Nullable JsonNode others;
  boolean closed;

  /** Limits, flags and the default. */
  final Map<String, JsonNode> facts = new TreeMap<>();

  final Set<JsonNode> values = new LinkedHashSet<>();
  final Map<String, String> messages = new TreeMap<>();

  /** {@code oneOf}, {@code anyOf} or empty. */
  String union = "";

  final List<JsonNode> branches = new ArrayList<>();

  /** How the members are spread over allOf. */
  String composition = "";

  /** The corrections that the contract claims here. */
  final List<JsonNode> upstream = new ArrayList<>();

  private String outline = "";

  boolean isUnion() {
    return branches.size() > 0;
  }

  /** The types, also if only the members tell. */
  Set<String> kinds() {
    if (types.isEmpty() && !members.isEmpty()) {
      return Set.of("object");
    }
    if (types.isEmpty() && items != null) {
      return Set.of("array");
    }
    return types;
  }

  /** What can be compared without following the members. */
  String outline() {
    if (outline.isEmpty()) {
      outline = write();
    }
    return outline;
  }

  private String write() {
    return types
        + format
        + nullable
        + members.keySet().stream().sorted().toList()
        + required
        + closed
        + facts
        + values.stream().map(JsonNode::toString).sorted().toList()
        + messages
        + union
        + branches.size()
        + composition;
  }

  /** A short rendering for people. */
  String render() {
    StringBuilder text = new StringBuilder();
    if (isUnion()) {
      text.append(union).append(" of ").append(branches.size());
    } else {
      String kind = String.join(" or ", kinds());
      text.append(kind.isEmpty() ? "anything" : kind);
    }
    if (!format.isEmpty()) {
      text.append(" (").append(format).append(')');
    }
    JsonNode item = items;
    if (item != null) {
      String of = item.path("$ref").asText().replaceAll(".*/", "");
      text.append(" of ").append(of.isEmpty() ? item.path("type").asText("anything") : of);
    }
    if (!members.isEmpty()) {
      text.append(" {")
          .append(members.keySet().stream().limit(12).collect(Collectors.joining(", ")));
      text.append(members.size() > 12 ? ", …}" : "}");
    }
    if (nullable) {
      text.append(" or null");
    }
    return text.toString();
  }
}

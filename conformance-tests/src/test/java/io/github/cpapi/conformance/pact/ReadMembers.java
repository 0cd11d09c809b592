package io.github.cpapi.conformance.pact;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.client.wire.Scalar;
import io.github.cpapi.contract.Spec;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the client reads of an answer: the members of the generated messages that it has, without
 * all others. Rows of a list are reduced to one with the members that all of them have.
 */
final class ReadMembers {

  static final ObjectMapper MAPPER = Json.mapper();

  private static final JsonNode SCHEMAS = Spec.load().document().at("/components/schemas");
  private static final Set<Class<?>> WHOLE =
      Set.of(Integer.class, int.class, Long.class, long.class);

  private static final String WHOLE_NUMBER = "^-?\\d+$";
  private static final String NUMBER = "^-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?$";

  /** A step of a path: a member, or all rows. */
  private static final Pattern STEP = Pattern.compile("\\.(\\w+|\\*)|\\['([^']+)']|\\[\\*]");

  /** The matchers, by their path. */
  private final SortedMap<String, ObjectNode> matchers = new TreeMap<>();

  /** The branches of the client's unions that the answer is read as. */
  private final Set<Class<?>> branches = new LinkedHashSet<>();

  private final @Nullable JsonNode example;

  private final Set<String> optional;
  private final Set<String> asked;

  /**
   * Reads an answer.
   *
   * @param optional the names of members to leave out
   * @param asked the keys of maps that the request asks for
   */
  ReadMembers(Type type, JsonNode answer, Set<String> optional, Set<String> asked) {
    this.optional = optional;
    this.asked = asked;
    example = read(MAPPER.constructType(type), answer, "$");
    matchers.keySet().removeIf(path -> !promised(path));
    if (answer.isTextual()) {
      matchers.put("$", regex("^.+$"));
    }
    // A bare empty array matches nothing else.
    if (answer.isContainerNode() && !answer.isEmpty()) {
      matchers.putIfAbsent("$", matcher("type"));
    }
  }

  /** The members that are read; empty if none is. */
  Optional<JsonNode> example() {
    return Optional.ofNullable(example);
  }

  SortedMap<String, ObjectNode> matchers() {
    return matchers;
  }

  Set<Class<?>> branches() {
    return branches;
  }

  private @Nullable JsonNode read(JavaType type, JsonNode wire, String path) {
    if (wire.isNull() || wire.isMissingNode()) {
      return null;
    }
    if (type.isCollectionLikeType()) {
      return wire.isArray()
          ? rows(type.getContentType(), wire, path)
          : read(type.getContentType(), wire, path);
    }
    if (type.isMapLikeType()) {
      return values(type.getContentType(), wire, path);
    }
    if (type.hasRawClass(BigDecimal.class) || WHOLE.contains(type.getRawClass())) {
      return number(type, wire, path);
    }
    if (type.hasRawClass(Scalar.class)) {
      matchers.put(path, regex("^.*$"));
      return wire;
    }
    if (wire.isArray() && !type.isInterface() && !type.isRecordType()) {
      return MAPPER.createArrayNode();
    }
    return message(type, wire, path);
  }

  /** Keys that the request asks for are promised; of the others, one stands for all. */
  private JsonNode values(JavaType type, JsonNode wire, String path) {
    ObjectNode values = MAPPER.createObjectNode();
    if (type.hasRawClass(JsonNode.class)) {
      return values;
    }
    JsonNode value = null;
    for (Map.Entry<String, JsonNode> entry : wire.properties()) {
      if (asked.contains(entry.getKey())) {
        put(values, entry.getKey(), read(type, entry.getValue(), child(path, entry.getKey())));
      } else {
        JsonNode read = read(type, entry.getValue(), path + ".*");
        value = value == null || read == null ? read : common(value, read);
      }
    }
    if (value != null) {
      matchers.put(path, matcher("values"));
      matchers.putIfAbsent(path + ".*", matcher("type"));
      values.set(wire.fieldNames().next(), value);
    }
    return values;
  }

  private @Nullable JsonNode message(JavaType type, JsonNode wire, String path) {
    Class<?> raw = type.getRawClass();
    if (raw.isSealed()) {
      Class<?> branch = value(type, wire).getClass();
      branches.add(branch);
      return read(MAPPER.constructType(branch), wire, path);
    }
    if (raw.isRecord()) {
      // A branch, or a reply that wraps a list: the first component is what is read.
      return read(MAPPER.constructType(raw.getRecordComponents()[0].getGenericType()), wire, path);
    }
    Optional<Class<?>> members =
        Arrays.stream(raw.getDeclaredClasses()).filter(Class::isRecord).findFirst();
    if (members.isEmpty()) {
      return wire.isObject() ? MAPPER.createObjectNode() : wire;
    }
    ObjectNode read = MAPPER.createObjectNode();
    for (RecordComponent member : members.get().getRecordComponents()) {
      JsonProperty name = nameOf(member);
      if (name != null && !optional.contains(name.value()) && wire.hasNonNull(name.value())) {
        String at = child(path, name.value());
        JsonNode value =
            read(MAPPER.constructType(member.getGenericType()), wire.get(name.value()), at);
        put(read, name.value(), value);
        JsonNode pattern =
            SCHEMAS.path(raw.getSimpleName()).path("properties").path(name.value()).path("pattern");
        if (pattern.isTextual()) {
          matchers.put(at, regex(pattern.asText()));
        }
      }
    }
    return read;
  }

  /** The wire sends numbers as numbers in some places and as text in others; both are read. */
  private @Nullable JsonNode number(JavaType type, JsonNode wire, String path) {
    if (wire.asText().isEmpty()) {
      return null;
    }
    matchers.put(path, regex(WHOLE.contains(type.getRawClass()) ? WHOLE_NUMBER : NUMBER));
    return wire;
  }

  /** Whether the example has what a path leads to; members that not all rows have are dropped. */
  private boolean promised(String path) {
    JsonNode node = Objects.requireNonNullElse(example, MissingNode.getInstance());
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      String name = step.group(1) == null ? step.group(2) : step.group(1);
      boolean any = name == null || name.equals("*");
      node = any ? first(node) : node.path(name);
    }
    return !node.isMissingNode();
  }

  private static JsonNode first(JsonNode node) {
    return node.isEmpty() ? MissingNode.getInstance() : node.iterator().next();
  }

  private JsonNode rows(JavaType type, JsonNode wire, String path) {
    ArrayNode rows = MAPPER.createArrayNode();
    JsonNode row = null;
    for (JsonNode element : wire) {
      JsonNode read = read(type, element, path + "[*]");
      row = row == null || read == null ? read : common(row, read);
    }
    if (row != null) {
      rows.add(row);
      matchers.put(path, matcher("type").put("min", 1));
    }
    return rows;
  }

  /** The members that both rows have. */
  private static JsonNode common(JsonNode row, JsonNode other) {
    if (row.isObject() && other.isObject()) {
      ObjectNode both = MAPPER.createObjectNode();
      row.properties().stream()
          .filter(member -> other.has(member.getKey()))
          .forEach(
              member ->
                  both.set(member.getKey(), common(member.getValue(), other.get(member.getKey()))));
      return both;
    }
    if (row.isArray() && other.isArray()) {
      ArrayNode rows = MAPPER.createArrayNode();
      if (!row.isEmpty() && !other.isEmpty()) {
        rows.add(common(row.get(0), other.get(0)));
      }
      return rows;
    }
    return row;
  }

  private static Object value(JavaType type, JsonNode wire) {
    try {
      return MAPPER.treeToValue(wire, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The annotation of a member that the contract knows; the others have none. */
  private static @Nullable JsonProperty nameOf(RecordComponent member) {
    return member.getAccessor().getAnnotation(JsonProperty.class);
  }

  private static void put(ObjectNode object, String name, @Nullable JsonNode value) {
    if (value != null) {
      object.set(name, value);
    }
  }

  private static String child(String path, String name) {
    return name.matches("\\w+") ? path + "." + name : path + "['" + name + "']";
  }

  private static ObjectNode matcher(String kind) {
    return MAPPER.createObjectNode().put("match", kind);
  }

  private static ObjectNode regex(String pattern) {
    return matcher("regex").put("regex", pattern);
  }
}

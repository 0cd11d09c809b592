package io.github.cpapi.conformance.drift.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns schemas into their facts, and follows references. */
final class SchemaFacts {

  static final String SCHEMAS = "#/components/schemas/";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final int MOST_HOPS = 100;

  private static final List<String> LIMITS =
      List.of(
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "multipleOf",
          "pattern");

  private static final List<String> FLAGS =
      List.of("uniqueItems", "readOnly", "writeOnly", "deprecated");

  private static final Set<String> TYPES =
      Set.of("string", "number", "integer", "boolean", "array", "object");

  /** Types that no version of JSON Schema has, but documents do. */
  private static final Map<String, String> VENDOR_TYPES =
      Map.ofEntries(
          Map.entry("int", "integer"),
          Map.entry("int32", "integer"),
          Map.entry("int64", "integer"),
          Map.entry("long", "integer"),
          Map.entry("float", "number"),
          Map.entry("double", "number"),
          Map.entry("decimal", "number"),
          Map.entry("bool", "boolean"),
          Map.entry("str", "string"),
          Map.entry("text", "string"),
          Map.entry("date", "string"),
          Map.entry("datetime", "string"),
          Map.entry("file", "string"),
          Map.entry("list", "array"),
          Map.entry("map", "object"),
          Map.entry("dict", "object"));

  private static final Pattern MESSAGE =
      Pattern.compile("`([a-z]\\d{2,6})`\\s*[-–:]\\s*(.*?)(?=\\s\\*\\s`[a-z]\\d|$)");

  private final String document;
  private final JsonNode root;
  private final Repairs repairs;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Deque<String> waiting = new ArrayDeque<>();
  private final ObjectNode named = NODES.objectNode();

  /** The texts and references of each operation and named schema. */
  private final Map<String, Set<String>> texts = new LinkedHashMap<>();

  private final Map<String, Set<String>> references = new LinkedHashMap<>();
  private String scope = "";

  SchemaFacts(String document, JsonNode root, Repairs repairs) {
    this.document = document;
    this.root = root;
    this.repairs = repairs;
  }

  void enter(String entered) {
    scope = entered;
    texts.put(scope, new TreeSet<>());
    references.put(scope, new LinkedHashSet<>());
  }

  /** Notes the texts of a node. */
  void text(JsonNode node) {
    for (String member : List.of("summary", "description", "title")) {
      String text = node.path(member).asText().replaceAll("\\s+", " ").strip();
      if (!text.isEmpty()) {
        texts.computeIfAbsent(scope, key -> new TreeSet<>()).add(text);
      }
    }
  }

  /** Follows references to other things than schemas. */
  JsonNode resolved(JsonNode node, String place) {
    JsonNode current = node;
    for (int hops = 0; current.path("$ref").isTextual(); hops++) {
      String reference = current.get("$ref").asText();
      if (hops > MOST_HOPS) {
        throw new DocumentException(
            "%s: the reference %s in %s leads to itself".formatted(document, reference, place));
      }
      current = target(reference, place);
    }
    return current;
  }

  private JsonNode target(String reference, String place) {
    if (!reference.startsWith("#")) {
      throw new DocumentException(
          "%s: %s refers to another document, %s; put all parts into one document first"
              .formatted(document, place, reference));
    }
    JsonNode target = reference.equals("#") ? root : pointed(reference);
    if (target.isMissingNode()) {
      repairs.add("a reference leads nowhere; read as nothing", place + " to " + reference);
      return NODES.objectNode();
    }
    return target;
  }

  private JsonNode pointed(String reference) {
    String pointer =
        URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    return pointer.startsWith("/") ? root.at(pointer) : NODES.missingNode();
  }

  /** Reads the named schemas, which say whether a reference leads to another one. */
  void finish() {
    enter("no operation");
    for (String place : List.of("#/components/schemas/", "#/definitions/")) {
      root.at(place.substring(1, place.length() - 1))
          .fieldNames()
          .forEachRemaining(
              name -> reference(place + name.replace("~", "~0").replace("%", "%25"), name));
    }
    while (!waiting.isEmpty()) {
      String reference = waiting.removeFirst();
      String name = Objects.requireNonNull(names.get(reference));
      enter(SCHEMAS + name);
      named.set(name, schema(target(reference, name), name));
    }
  }

  ObjectNode named() {
    return named;
  }

  private ObjectNode reference(String reference, String place) {
    JsonNode target = target(reference, place);
    for (int hops = 0; target.path("$ref").isTextual() && target.size() == 1; hops++) {
      if (hops > MOST_HOPS) {
        throw new DocumentException(
            "%s: the reference %s in %s leads to itself".formatted(document, reference, place));
      }
      target = target(target.get("$ref").asText(), place);
    }
    String name = names.get(reference);
    if (name == null) {
      name = freeName(reference);
      names.put(reference, name);
      waiting.add(reference);
    }
    references.computeIfAbsent(scope, key -> new LinkedHashSet<>()).add(SCHEMAS + name);
    return NODES.objectNode().put("$ref", SCHEMAS + name);
  }

  private String freeName(String reference) {
    String last = reference.substring(reference.lastIndexOf('/') + 1);
    boolean usual = reference.matches("#/(components/schemas|definitions)/[^/]+");
    String wanted = (usual ? last : reference.substring(1)).replaceAll("[^\\w.-]", "_");
    String name = wanted;
    for (int i = 2; names.containsValue(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  ObjectNode schema(JsonNode in, String place) {
    if (in.isBoolean()) {
      ObjectNode none = NODES.objectNode();
      if (!in.asBoolean()) {
        none.putObject("not");
      }
      return none;
    }
    if (!in.isObject()) {
      if (!in.isMissingNode()) {
        repairs.add("a schema is no object; read as anything", place);
      }
      return NODES.objectNode();
    }
    text(in);
    ObjectNode out = NODES.objectNode();
    type(in, out, place);
    format(in, out);
    values(in, out);
    for (String limit : LIMITS) {
      JsonNode value = in.path(limit);
      boolean nothing = limit.startsWith("min") && !limit.equals("minimum") && value.asInt() == 0;
      if (value.isValueNode() && !value.isNull() && !nothing) {
        boolean written = value.isTextual() && value.asText().matches("-?\\d+([eE][-+]?\\d{1,3})?");
        out.set(
            limit,
            written && !limit.equals("pattern")
                ? number(NODES.numberNode(new BigDecimal(value.asText())))
                : number(value));
      }
    }
    exclusive(in, out, "exclusiveMinimum", "minimum");
    exclusive(in, out, "exclusiveMaximum", "maximum");
    for (String flag : FLAGS) {
      if (in.path(flag).asBoolean()) {
        out.put(flag, true);
      }
    }
    messages(in, out);
    members(in, out, place);
    items(in, out, place);
    combinations(in, out, place);
    if (in.path("discriminator").isObject() || in.path("discriminator").isTextual()) {
      JsonNode by = in.get("discriminator");
      out.put("discriminator", by.isTextual() ? by.asText() : by.path("propertyName").asText());
    }
    upstream(in, out);
    return in.path("$ref").isTextual() ? withReference(in, out, place) : simplest(out);
  }

  /** Keeps what the contract claims about IBKR's document. */
  static void upstream(JsonNode in, ObjectNode out) {
    if (in.has("x-upstream")) {
      out.set("x-upstream", in.get("x-upstream"));
    }
  }

  private ObjectNode withReference(JsonNode in, ObjectNode out, String place) {
    ObjectNode reference = reference(in.get("$ref").asText(), place);
    // IBKR writes the type beside references, where OpenAPI 3.0 ignores it.
    out.remove("type");
    if (out.path("items").isEmpty()) {
      out.remove("items");
    }
    if (out.isEmpty() || out.size() == 1 && out.has("nullable")) {
      reference.setAll(out);
      return reference;
    }
    ArrayNode all = NODES.arrayNode().add(reference);
    out.path("allOf").forEach(all::add);
    out.set("allOf", all);
    return out;
  }

  /** A union or a combination of one reference is that reference; it only carries a text. */
  private static ObjectNode simplest(ObjectNode out) {
    JsonNode all = out.path("allOf");
    if (all.size() == 1) {
      ObjectNode rest = out.deepCopy();
      rest.remove("allOf");
      if (rest.isEmpty() && all.get(0).has("$ref") || rest.size() == 1 && rest.has("nullable")) {
        ObjectNode reference = all.get(0).deepCopy();
        reference.setAll(rest);
        return reference;
      }
    }
    return out;
  }

  private void type(JsonNode in, ObjectNode out, String place) {
    Set<String> types = new TreeSet<>();
    JsonNode declared = in.path("type");
    boolean nullable = in.path("nullable").asBoolean() || in.path("x-nullable").asBoolean();
    for (JsonNode one : declared.isArray() ? declared : NODES.arrayNode().add(declared)) {
      String type = one.asText().toLowerCase(Locale.ROOT);
      if (type.equals("null")) {
        nullable = true;
      } else if (TYPES.contains(type)) {
        types.add(type);
        if (!type.equals(one.asText())) {
          repairs.add("the type %s is read as %s".formatted(one.asText(), type), place);
        }
      } else if (!type.isEmpty()) {
        String read = VENDOR_TYPES.getOrDefault(type, "");
        repairs.add(
            "the type %s is read as %s".formatted(one.asText(), read.isEmpty() ? "anything" : read),
            place);
        if (!read.isEmpty()) {
          types.add(read);
        }
      }
    }
    if (types.size() == 1) {
      out.put("type", types.iterator().next());
    } else if (!types.isEmpty()) {
      types.forEach(out.putArray("type")::add);
    }
    if (nullable && !admitsAnything(in)) {
      out.put("nullable", true);
    }
  }

  /** A schema that says nothing else admits null anyway. */
  private static boolean admitsAnything(JsonNode in) {
    return Stream.of(
            "type",
            "properties",
            "items",
            "additionalProperties",
            "$ref",
            "allOf",
            "oneOf",
            "anyOf",
            "enum")
        .noneMatch(in::has);
  }

  private static void format(JsonNode in, ObjectNode out) {
    String format = in.path("format").asText();
    if (format.isEmpty() && in.path("contentEncoding").asText().equals("base64")) {
      format = "byte";
    }
    if (format.isEmpty()
        && in.path("contentMediaType").asText().equals("application/octet-stream")) {
      format = "binary";
    }
    if (format.isEmpty() && in.path("type").asText().equals("file")) {
      format = "binary";
    }
    if (!format.isEmpty()) {
      out.put("format", format);
    }
  }

  private static void values(JsonNode in, ObjectNode out) {
    JsonNode listed = in.has("const") ? NODES.arrayNode().add(in.get("const")) : in.path("enum");
    Set<JsonNode> values = new LinkedHashSet<>();
    for (JsonNode value : listed) {
      if (value.isNull()) {
        out.put("nullable", true);
      } else {
        values.add(number(value));
      }
    }
    if (!values.isEmpty()) {
      values.forEach(out.putArray("enum")::add);
    }
    if (in.has("default")) {
      out.set("default", number(in.get("default")));
    }
  }

  /** 1, 1.0 and 1e0 are one number. */
  private static JsonNode number(JsonNode value) {
    if (!value.isNumber()) {
      return value;
    }
    BigDecimal number = value.decimalValue().stripTrailingZeros();
    return number.scale() <= 0 && number.precision() - number.scale() < 19
        ? NODES.numberNode(number.longValue())
        : NODES.numberNode(number);
  }

  private static void exclusive(JsonNode in, ObjectNode out, String member, String limit) {
    if (in.path(member).isBoolean()) {
      if (in.get(member).asBoolean() && out.has(limit)) {
        out.set(member, out.remove(limit));
      }
    } else if (in.has(member)) {
      out.set(member, number(in.get(member)));
    }
  }

  /** IBKR lists the texts of its questions in a description; only a digest of each is kept. */
  private static void messages(JsonNode in, ObjectNode out) {
    if (in.path("x-messages").isObject()) {
      out.set("x-messages", in.get("x-messages"));
      return;
    }
    Matcher message =
        MESSAGE.matcher(in.path("description").asText().replaceAll("\\s+", " ").strip());
    ObjectNode found = NODES.objectNode();
    while (message.find()) {
      String words = message.group(2).replaceAll("[\\s\"*\\\\]+", " ").strip();
      found.put(message.group(1), Integer.toHexString(words.hashCode()));
    }
    if (!found.isEmpty()) {
      out.set("x-messages", found);
    }
  }

  private void members(JsonNode in, ObjectNode out, String place) {
    Set<String> required = new LinkedHashSet<>();
    if (in.path("required").isArray()) {
      in.get("required").forEach(name -> required.add(name.asText()));
    }
    if (in.path("properties").isObject() && !in.get("properties").isEmpty()) {
      ObjectNode members = out.putObject("properties");
      in.get("properties")
          .properties()
          .forEach(
              member -> {
                if (member.getValue().path("required").asBoolean()) {
                  repairs.add(
                      "required stands at the member; read as in the list",
                      place + " " + member.getKey());
                  required.add(member.getKey());
                }
                members.set(member.getKey(), schema(member.getValue(), place));
              });
    }
    if (!required.isEmpty()) {
      required.forEach(out.putArray("required")::add);
    }
    JsonNode others = in.path("additionalProperties");
    if (others.isBoolean() && !others.asBoolean()) {
      out.put("additionalProperties", false);
    } else if (others.isObject() && !others.isEmpty()) {
      out.set("additionalProperties", schema(others, place));
    }
    in.path("patternProperties")
        .properties()
        .forEach(
            e -> out.withObject("/patternProperties").set(e.getKey(), schema(e.getValue(), place)));
  }

  private void items(JsonNode in, ObjectNode out, String place) {
    JsonNode items = in.path("items");
    if (items.isArray()) {
      repairs.add("the items of an array are a list; read as a choice", place);
      items.forEach(one -> out.withObject("/items").withArray("oneOf").add(schema(one, place)));
    } else if (items.isObject() || items.isBoolean()) {
      out.set("items", schema(items, place));
    } else if (out.path("type").asText().equals("array") && !in.has("$ref")) {
      repairs.add("an array has no items; read as anything", place);
      out.putObject("items");
    }
  }

  private void combinations(JsonNode in, ObjectNode out, String place) {
    for (String kind : List.of("allOf", "oneOf", "anyOf")) {
      if (!in.path(kind).isArray()) {
        continue;
      }
      ArrayNode parts = NODES.arrayNode();
      boolean union = !kind.equals("allOf");
      boolean nothing = false;
      for (JsonNode one : in.get(kind)) {
        if (union && one.path("type").asText().equals("null") && !one.has("enum")) {
          out.put("nullable", true);
          nothing = true;
        } else {
          ObjectNode part = schema(one, place);
          if (union || !part.isEmpty()) {
            parts.add(part);
          }
        }
      }
      if (nothing && parts.size() == 1) {
        ArrayNode all = out.withArray("allOf");
        all.add(parts.get(0));
      } else if (!parts.isEmpty()) {
        parts.forEach(out.withArray(kind)::add);
      }
    }
    if (in.path("not").isObject()) {
      out.set("not", schema(in.get("not"), place));
    }
  }

  /** Adds a digest of all texts to each operation. */
  void texts(ObjectNode facts) {
    facts
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        call -> {
                          String digest =
                              digest(call.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                          if (!digest.isEmpty()) {
                            ((ObjectNode) call.getValue()).put("x-text", digest);
                          }
                        }));
  }

  private String digest(String start) {
    Set<String> seen = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(List.of(start));
    Set<String> all = new TreeSet<>();
    while (!left.isEmpty()) {
      String next = left.removeFirst();
      if (seen.add(next)) {
        all.addAll(texts.getOrDefault(next, Set.of()));
        left.addAll(references.getOrDefault(next, Set.of()));
      }
    }
    return all.isEmpty() ? "" : Integer.toHexString(all.hashCode());
  }
}

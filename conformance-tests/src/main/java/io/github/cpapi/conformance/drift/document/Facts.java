package io.github.cpapi.conformance.drift.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Turns a document of any version into its facts. */
final class Facts {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> METHODS =
      List.of("get", "post", "put", "delete", "patch", "head", "options", "trace");

  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}/]+)}");

  private final String name;
  private final JsonNode root;
  private final boolean swagger;
  private final Repairs repairs = new Repairs();
  private final SchemaFacts schemas;

  Facts(String name, JsonNode root) {
    this.name = name;
    this.root = root;
    this.swagger = root.has("swagger");
    if (!root.isObject() || !swagger && !root.has("openapi")) {
      throw new DocumentException(
          name + " is no OpenAPI document: it has neither the member openapi nor swagger");
    }
    if (!root.path("paths").isObject()) {
      throw new DocumentException(name + " is no OpenAPI document of an API: it has no paths");
    }
    this.schemas = new SchemaFacts(name, root, repairs);
  }

  Document document() {
    ObjectNode facts = NODES.objectNode();
    String version = root.at("/info/version").asText("unknown");
    facts.put("openapi", "3.1.0");
    facts.putObject("info").put("title", "facts").put("version", version);
    ObjectNode paths = NODES.objectNode();
    Set<String> ids = new LinkedHashSet<>();
    root.path("paths")
        .properties()
        .forEach(
            path -> {
              if (path.getKey().startsWith("x-")) {
                return;
              }
              JsonNode item = resolved(path.getValue(), "paths " + path.getKey());
              ObjectNode calls = NODES.objectNode();
              for (String method : METHODS) {
                if (item.path(method).isObject()) {
                  ObjectNode call = call(path.getKey(), method, item, item.get(method));
                  String id = call.path("operationId").asText();
                  if (!id.isEmpty() && !ids.add(id)) {
                    repairs.add("an operationId is used twice", id);
                  }
                  calls.set(method, call);
                }
              }
              if (!calls.isEmpty()) {
                paths.set(path.getKey(), calls);
              }
            });
    facts.set("paths", paths);
    schemas.finish();
    facts.putObject("components").set("schemas", schemas.named());
    schemas.texts(facts);
    return new Document(name, version, facts, repairs.lines());
  }

  private ObjectNode call(String path, String method, JsonNode item, JsonNode operation) {
    String place = method.toUpperCase(Locale.ROOT) + " " + path;
    schemas.enter(place);
    ObjectNode call = NODES.objectNode();
    if (operation.path("operationId").isTextual()) {
      call.set("operationId", operation.get("operationId"));
    }
    schemas.text(operation);
    SchemaFacts.upstream(operation, call);
    if (operation.path("deprecated").asBoolean()) {
      call.put("deprecated", true);
    }
    call.set("servers", servers(item, operation));
    JsonNode security = security(operation);
    if (!security.isEmpty()) {
      call.set("security", security);
    }
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    collect(item.path("parameters"), place, parameters);
    collect(operation.path("parameters"), place, parameters);
    body(operation, parameters, place, call);
    ArrayNode list = NODES.arrayNode();
    Set<String> missing = new LinkedHashSet<>();
    VARIABLE.matcher(path).results().forEach(variable -> missing.add(variable.group(1)));
    Set<String> variables = Set.copyOf(missing);
    List<ObjectNode> strays = new ArrayList<>();
    for (JsonNode parameter : parameters.values()) {
      ObjectNode facts = parameter(parameter, place);
      boolean inPath = facts.path("in").asText().equals("path");
      if (inPath && !variables.contains(facts.path("name").asText())) {
        strays.add(facts);
      } else {
        list.add(facts);
        if (inPath) {
          missing.remove(facts.path("name").asText());
        }
      }
    }
    strays(strays, missing, place, list);
    if (!list.isEmpty()) {
      call.set("parameters", list);
    }
    ObjectNode responses = NODES.objectNode();
    operation
        .path("responses")
        .properties()
        .forEach(
            e -> {
              if (!e.getKey().startsWith("x-")) {
                responses.set(
                    e.getKey().toUpperCase(Locale.ROOT).replace("DEFAULT", "default"),
                    response(e.getValue(), operation, place + " " + e.getKey()));
              }
            });
    call.set("responses", responses);
    return call;
  }

  /** Declares the variables of the path that have no parameter, if possible by a misspelt one. */
  private void strays(List<ObjectNode> strays, Set<String> missing, String place, ArrayNode list) {
    for (String variable : List.copyOf(missing)) {
      ObjectNode facts =
          strays.stream()
              .filter(stray -> stray.path("name").asText().equalsIgnoreCase(variable))
              .findFirst()
              .orElse(strays.size() == 1 && missing.size() == 1 ? strays.get(0) : null);
      if (facts == null) {
        repairs.add("a path parameter is not declared; read as a string", place + " " + variable);
        facts = NODES.objectNode();
        facts.put("name", variable).put("in", "path").put("required", true);
        facts.put("x-undeclared", true);
        facts.putObject("schema").put("type", "string");
      } else {
        repairs.add(
            "a path parameter is declared under another name",
            "%s %s as %s".formatted(place, variable, facts.path("name").asText()));
        strays.remove(facts);
        facts.put("name", variable);
      }
      list.add(facts);
    }
    strays.forEach(
        stray ->
            repairs.add(
                "a path parameter is declared that the path lacks; left out",
                place + " " + stray.path("name").asText()));
  }

  private ArrayNode servers(JsonNode item, JsonNode operation) {
    ArrayNode list = NODES.arrayNode();
    if (swagger) {
      String host = root.path("host").asText();
      String base = root.path("basePath").asText();
      JsonNode schemes = root.path("schemes");
      if (!host.isEmpty() || !base.isEmpty()) {
        String scheme = schemes.isEmpty() ? "https" : schemes.get(0).asText();
        list.add((host.isEmpty() ? "" : scheme + "://" + host) + base.replaceAll("/+$", ""));
      }
      return list;
    }
    JsonNode servers =
        operation.has("servers")
            ? operation.get("servers")
            : item.has("servers") ? item.get("servers") : root.path("servers");
    for (JsonNode server : servers) {
      String url = server.isTextual() ? server.asText() : server.path("url").asText();
      for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
        url =
            url.replace(
                "{" + variable.getKey() + "}", variable.getValue().path("default").asText());
      }
      list.add(url.replaceAll("/+$", ""));
    }
    return list;
  }

  /** The alternatives, each a list of schemes; the scheme is described, because names change. */
  private JsonNode security(JsonNode operation) {
    JsonNode security =
        operation.has("security") ? operation.get("security") : root.path("security");
    ArrayNode alternatives = NODES.arrayNode();
    for (JsonNode alternative : security) {
      ObjectNode facts = NODES.objectNode();
      alternative.properties().forEach(e -> facts.set(scheme(e.getKey()), sorted(e.getValue())));
      alternatives.add(facts);
    }
    return alternatives;
  }

  private static ArrayNode sorted(JsonNode texts) {
    ArrayNode list = NODES.arrayNode();
    StreamSupport.stream(texts.spliterator(), false)
        .map(JsonNode::asText)
        .sorted()
        .forEach(list::add);
    return list;
  }

  private String scheme(String key) {
    JsonNode scheme =
        swagger
            ? root.path("securityDefinitions").path(key)
            : root.path("components").path("securitySchemes").path(key);
    if (scheme.isMissingNode()) {
      return key;
    }
    String kind = scheme.path("type").asText();
    return switch (kind) {
      case "apiKey" ->
          "key in %s %s".formatted(scheme.path("in").asText(), scheme.path("name").asText());
      case "http" -> "http " + scheme.path("scheme").asText().toLowerCase(Locale.ROOT);
      case "basic" -> "http basic";
      default -> kind;
    };
  }

  private void collect(JsonNode declared, String place, Map<String, JsonNode> parameters) {
    for (JsonNode one : declared) {
      JsonNode parameter = resolved(one, place);
      if (!parameter.isObject() || parameter.path("in").asText().isEmpty()) {
        repairs.add("a parameter has no name or no place; left out", place);
        continue;
      }
      parameters.put(
          parameter.path("in").asText() + " " + parameter.path("name").asText(), parameter);
    }
  }

  private ObjectNode parameter(JsonNode in, String place) {
    ObjectNode facts = NODES.objectNode();
    schemas.text(in);
    String where = in.path("in").asText().toLowerCase(Locale.ROOT);
    facts.put("name", in.path("name").asText()).put("in", where);
    if (in.path("required").asBoolean() || where.equals("path")) {
      facts.put("required", true);
    }
    String usual = where.equals("query") || where.equals("cookie") ? "form" : "simple";
    String style = in.path("style").asText(usual);
    boolean explode = in.has("explode") ? in.path("explode").asBoolean() : style.equals("form");
    if (swagger) {
      switch (in.path("collectionFormat").asText()) {
        case "multi" -> explode = true;
        case "ssv" -> style = "spaceDelimited";
        case "pipes" -> style = "pipeDelimited";
        default -> explode = false;
      }
    }
    JsonNode schema = in.has("schema") ? in.get("schema") : swagger ? in : NODES.objectNode();
    ObjectNode shape = schemas.schema(swagger && schema == in ? withoutPlace(in) : schema, place);
    // Without lists and objects, it makes no difference.
    boolean plain = shape.has("type") && !shape.path("type").asText().matches("array|object|");
    if (!style.equals(usual)) {
      facts.put("style", style);
    }
    if (explode != style.equals("form") && !(swagger && plain)) {
      facts.put("explode", explode);
    }
    for (String flag : List.of("deprecated", "allowEmptyValue", "allowReserved", "x-undeclared")) {
      if (in.path(flag).asBoolean()) {
        facts.put(flag, true);
      }
    }
    SchemaFacts.upstream(in, facts);
    if (in.path("content").isObject()) {
      facts.set("content", content(in.get("content"), place));
    } else {
      facts.set("schema", shape);
    }
    return facts;
  }

  private static ObjectNode withoutPlace(JsonNode in) {
    ObjectNode schema = in.deepCopy();
    schema.remove(List.of("name", "in", "required", "collectionFormat", "description"));
    return schema;
  }

  private void body(
      JsonNode operation, Map<String, JsonNode> parameters, String place, ObjectNode call) {
    if (operation.has("requestBody")) {
      JsonNode body = resolved(operation.get("requestBody"), place);
      schemas.text(body);
      ObjectNode facts = call.putObject("requestBody");
      if (body.path("required").asBoolean()) {
        facts.put("required", true);
      }
      SchemaFacts.upstream(body, facts);
      facts.set("content", content(body.path("content"), place));
    }
    if (!swagger) {
      return;
    }
    ObjectNode form = NODES.objectNode();
    ArrayNode needed = NODES.arrayNode();
    for (JsonNode parameter : List.copyOf(parameters.values())) {
      String key = parameter.path("in").asText() + " " + parameter.path("name").asText();
      if (key.startsWith("body ")) {
        parameters.remove(key);
        schemas.text(parameter);
        ObjectNode facts = call.putObject("requestBody");
        if (parameter.path("required").asBoolean()) {
          facts.put("required", true);
        }
        facts.set(
            "content", swaggerContent(operation, "consumes", parameter.path("schema"), place));
      } else if (key.startsWith("formData ")) {
        parameters.remove(key);
        form.set(parameter.path("name").asText(), withoutPlace(parameter));
        if (parameter.path("required").asBoolean()) {
          needed.add(parameter.path("name").asText());
        }
      }
    }
    if (!form.isEmpty()) {
      ObjectNode schema = NODES.objectNode();
      schema.put("type", "object").set("properties", form);
      if (!needed.isEmpty()) {
        schema.set("required", needed);
      }
      ObjectNode facts = call.putObject("requestBody");
      JsonNode types =
          operation.has("consumes") ? operation.get("consumes") : root.path("consumes");
      String type =
          types.isEmpty() || types.get(0).asText().contains("json")
              ? "application/x-www-form-urlencoded"
              : types.get(0).asText();
      facts.putObject("content").putObject(type).set("schema", schemas.schema(schema, place));
    }
  }

  private ObjectNode swaggerContent(
      JsonNode operation, String member, JsonNode schema, String place) {
    JsonNode types = operation.has(member) ? operation.get(member) : root.path(member);
    ObjectNode content = NODES.objectNode();
    if (types.isEmpty()) {
      types = NODES.arrayNode().add("application/json");
    }
    for (JsonNode type : types) {
      content.putObject(type.asText()).set("schema", schema);
    }
    return content(content, place);
  }

  private ObjectNode response(JsonNode declared, JsonNode operation, String place) {
    JsonNode response = resolved(declared, place);
    schemas.text(response);
    ObjectNode facts = NODES.objectNode();
    SchemaFacts.upstream(response, facts);
    if (response.path("x-may-be-empty").asBoolean()) {
      facts.put("x-may-be-empty", true);
    }
    ObjectNode headers = NODES.objectNode();
    response
        .path("headers")
        .properties()
        .forEach(
            header -> {
              JsonNode value = resolved(header.getValue(), place);
              JsonNode schema =
                  value.has("schema") ? value.get("schema") : swagger ? value : NODES.objectNode();
              headers.putObject(header.getKey()).set("schema", schemas.schema(schema, place));
            });
    if (!headers.isEmpty()) {
      facts.set("headers", headers);
    }
    ObjectNode content =
        swagger && response.has("schema")
            ? swaggerContent(operation, "produces", response.get("schema"), place)
            : content(response.path("content"), place);
    if (!content.isEmpty()) {
      facts.set("content", content);
    }
    return facts;
  }

  private ObjectNode content(JsonNode declared, String place) {
    ObjectNode content = NODES.objectNode();
    declared
        .properties()
        .forEach(
            e -> {
              String type =
                  e.getKey().toLowerCase(Locale.ROOT).replaceAll("\\s*([;=/])\\s*", "$1").strip();
              ObjectNode schema = schemas.schema(e.getValue().path("schema"), place);
              if (!type.contains("json") && binary(schema)) {
                schema = NODES.objectNode();
              }
              content.putObject(type).set("schema", schema);
            });
    return content;
  }

  /** OpenAPI 3.1 leaves the schema of bytes out. */
  private static boolean binary(ObjectNode schema) {
    return schema.size() == 2
        && schema.path("type").asText().equals("string")
        && schema.path("format").asText().equals("binary");
  }

  private JsonNode resolved(JsonNode node, String place) {
    return schemas.resolved(node, place);
  }
}

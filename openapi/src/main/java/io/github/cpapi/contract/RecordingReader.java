package io.github.cpapi.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads a user's own recordings and frames, which override the shipped ones, and checks what a mock
 * relies on. Bodies are not validated against the spec: they may show what the spec does not know.
 */
final class RecordingReader {

  private static final List<String> FIDELITIES =
      List.of("raw", "verbatim", "partial", "status-only", "as-published", "claimed");

  private static final List<String> PROVENANCES =
      Arrays.stream(Provenance.values()).map(p -> p.name().toLowerCase(Locale.ROOT)).toList();

  private static final String JSON = ".json";

  private final Path folder;
  private final Spec spec;
  private final Recordings shipped;

  RecordingReader(Path folder, Spec spec, Recordings shipped) {
    this.folder = folder;
    this.spec = spec;
    this.shipped = shipped;
  }

  /** What a folder has. */
  record Found(List<Recording> recordings, List<FrameRecording> frames) {}

  Found read() {
    if (!Files.isDirectory(folder)) {
      throw new RecordingException(
          folder + ": expected a folder with recordings, but it does not exist");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(JSON)).sorted().toList();
      if (found.isEmpty()) {
        throw new RecordingException(
            folder
                + ": expected recordings, such as session/tickle.json, but it has no .json file");
      }
      return new Found(
          found.stream().filter(file -> !isFrame(file)).map(this::recording).toList(),
          found.stream().filter(this::isFrame).map(this::frame).toList());
    } catch (IOException e) {
      throw new RecordingException("%s: cannot be read: %s".formatted(folder, e));
    }
  }

  private boolean isFrame(Path file) {
    return folder.relativize(file).startsWith(FrameRecordings.FOLDER);
  }

  private Recording recording(Path path) {
    JsonFile file = new JsonFile(path);
    ObjectNode stub = file.read();
    file.members(stub, "", "name", "request", "response", "metadata");
    String name = putName(file, stub);
    Operation operation = checkMetadata(file, stub.path("metadata"));
    file.expect(
        name.startsWith(operation.tag() + "/"),
        "metadata.operation",
        "a recording of %s in the folder %s".formatted(operation.id(), operation.tag()),
        name + JSON);
    checkRequest(file, stub.path("request"), operation);
    checkResponse(file, stub.path("response"), stub.at("/metadata/bind"));
    return new Recording(name, stub);
  }

  private FrameRecording frame(Path path) {
    JsonFile file = new JsonFile(path);
    ObjectNode content = file.read();
    file.members(content, "", "name", "frame", "metadata");
    String name = putName(file, content);
    JsonNode metadata = content.path("metadata");
    file.members(
        metadata,
        "metadata",
        "topic",
        "direction",
        "situation",
        "plays",
        "provenance",
        "fidelity",
        "source",
        "catalogue",
        "sameIn",
        "note",
        "bind");
    JsonNode topic = metadata.path("topic");
    file.expect(topic.isTextual(), "metadata.topic", "a string such as sor", topic);
    file.oneOf(
        metadata.path("direction"),
        "metadata.direction",
        metadata.has("plays") ? List.of("in") : List.of("in", "out"));
    checkOrigin(file, metadata, shipped.frames().situations(topic.textValue()));
    FrameRecording frame = new FrameRecording(name, content);
    file.expect(
        frame.frame().isObject() || frame.frame().isTextual(),
        "frame",
        "a JSON object, or a string for what is not JSON",
        frame.frame());
    frame
        .plays()
        .map(plays -> shipped.frames().playing(frame.topic(), plays))
        .ifPresent(
            replaced ->
                file.expect(
                    isLike(frame.frame(), replaced.frame()),
                    "frame",
                    "args like those of " + replaced.name(),
                    frame.frame()));
    checkBindings(file, metadata.path("bind"), frame.frame(), "frame");
    return frame;
  }

  /** The mock takes rows of a frame by their place. */
  private static boolean isLike(JsonNode frame, JsonNode replaced) {
    JsonNode args = frame.path("args");
    JsonNode others = replaced.path("args");
    boolean alike =
        frame.getNodeType() == replaced.getNodeType()
            && args.getNodeType() == others.getNodeType()
            && args.size() >= (others.isArray() ? others.size() : 0);
    for (int i = 0; alike && others.isArray() && i < others.size(); i++) {
      alike = args.get(i).getNodeType() == others.get(i).getNodeType();
    }
    return alike;
  }

  /** Names a file by its path. */
  private String putName(JsonFile file, ObjectNode content) {
    String path = folder.relativize(file.path()).toString().replace('\\', '/');
    String name = path.substring(0, path.length() - JSON.length());
    if (content.has("name")) {
      file.oneOf(content.path("name"), "name", List.of(name));
    }
    content.put("name", name);
    return name;
  }

  private Operation checkMetadata(JsonFile file, JsonNode metadata) {
    file.members(
        metadata,
        "metadata",
        "operation",
        "situation",
        "plays",
        "provenance",
        "fidelity",
        "source",
        "catalogue",
        "sameIn",
        "note",
        "remark",
        "wrongRequest",
        "bind");
    String id =
        file.oneOf(
            metadata.path("operation"),
            "metadata.operation",
            spec.operations().stream().map(Operation::id).sorted().toList());
    checkOrigin(file, metadata, shipped.situations(id));
    return spec.operation(id);
  }

  private static void checkOrigin(JsonFile file, JsonNode metadata, List<String> situations) {
    file.oneOf(metadata.path("provenance"), "metadata.provenance", PROVENANCES);
    if (metadata.has("fidelity")) {
      file.oneOf(metadata.path("fidelity"), "metadata.fidelity", FIDELITIES);
    }
    if (metadata.has("plays")) {
      file.oneOf(metadata.path("plays"), "metadata.plays", situations);
    }
  }

  private static void checkRequest(JsonFile file, JsonNode request, Operation operation) {
    file.members(request, "request", "method", "urlPath", "queryParameters", "bodyPatterns");
    file.oneOf(request.path("method"), "request.method", List.of(operation.method()));
    String path = request.path("urlPath").asText();
    file.expect(
        path.startsWith(Recording.BASE_PATH)
            && operation.template().matches(path.substring(Recording.BASE_PATH.length())),
        "request.urlPath",
        "a path like " + Recording.BASE_PATH + operation.path(),
        request.path("urlPath"));
    request
        .path("queryParameters")
        .properties()
        .forEach(
            parameter ->
                file.expect(
                    parameter.getValue().path("equalTo").isTextual(),
                    "request.queryParameters." + parameter.getKey(),
                    "{\"equalTo\": \"…\"}",
                    parameter.getValue()));
    if (request.has("bodyPatterns")) {
      JsonNode patterns = request.path("bodyPatterns");
      file.expect(
          patterns.size() == 1
              && (patterns.path(0).has("equalToJson") || patterns.path(0).has("equalTo")),
          "request.bodyPatterns",
          "[{\"equalToJson\": …}], or equalTo for a body that is not JSON",
          patterns);
    }
  }

  private static void checkResponse(JsonFile file, JsonNode response, JsonNode bind) {
    file.members(response, "response", "status", "headers", "jsonBody", "body");
    JsonNode status = response.path("status");
    file.expect(
        status.isInt() && status.intValue() >= 200 && status.intValue() <= 599,
        "response.status",
        "a number from 200 to 599",
        status);
    response
        .path("headers")
        .properties()
        .forEach(
            header ->
                file.expect(
                    header.getValue().isTextual(),
                    "response.headers." + header.getKey(),
                    "a string",
                    header.getValue()));
    file.expect(
        !response.has("body") || !response.has("jsonBody"), "response", "jsonBody or body", "both");
    file.expect(
        !response.has("body") || response.path("body").isTextual(),
        "response.body",
        "a string",
        response.path("body"));
    checkBindings(file, bind, response.path("jsonBody"), "response.jsonBody");
  }

  private static void checkBindings(JsonFile file, JsonNode bind, JsonNode body, String where) {
    for (var binding : bind.properties()) {
      file.expect(
          isIn(body, binding.getKey())
              && (binding.getValue().isTextual() || binding.getValue().isObject()),
          "metadata.bind." + binding.getKey(),
          "the JSON pointer of a member of %s, and a string such as {replyId}".formatted(where),
          binding.getValue());
    }
  }

  /**
   * Only the object around a bound member must exist: some members are sent by some callers only.
   */
  private static boolean isIn(JsonNode body, String pointer) {
    return pointer.startsWith("/")
        && body.at(JsonPointer.compile(pointer).head()).isContainerNode();
  }

  /** Checks a file; every error names the file and the member. */
  private record JsonFile(Path path) {

    ObjectNode read() {
      try {
        JsonNode node = ContractFiles.JSON.readTree(Files.readString(path));
        expect(node.isObject(), "the file", "a JSON object", node);
        return (ObjectNode) node;
      } catch (JsonProcessingException e) {
        throw new RecordingException(
            "%s: not JSON, line %d: %s"
                .formatted(path, e.getLocation().getLineNr(), e.getOriginalMessage()));
      } catch (IOException e) {
        throw new RecordingException("%s: cannot be read: %s".formatted(path, e));
      }
    }

    void members(JsonNode object, String name, String... legal) {
      expect(object.isObject(), name, "a JSON object", object);
      Set<String> unknown = new TreeSet<>();
      object.fieldNames().forEachRemaining(unknown::add);
      unknown.removeAll(List.of(legal));
      if (!unknown.isEmpty()) {
        String first = unknown.iterator().next();
        throw new RecordingException(
            "%s: unknown member %s: expected one of %s"
                .formatted(
                    path, name.isEmpty() ? first : name + "." + first, String.join(", ", legal)));
      }
    }

    String oneOf(JsonNode value, String member, List<String> legal) {
      expect(
          value.isTextual() && legal.contains(value.textValue()),
          member,
          switch (legal.size()) {
            case 0 -> "nothing";
            case 1 -> legal.get(0);
            default -> "one of " + String.join(", ", legal);
          },
          value);
      return value.textValue();
    }

    void expect(boolean fits, String member, String legal, Object value) {
      if (!fits) {
        throw new RecordingException(
            "%s: %s: expected %s, not %s"
                .formatted(
                    path,
                    member,
                    legal,
                    value instanceof JsonNode node && node.isMissingNode() ? "nothing" : value));
      }
    }
  }
}

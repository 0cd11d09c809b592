package io.github.cpapi.mock.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Turns exchanges into recordings, masked. Not thread-safe. */
final class Transcript {

  private static final Pattern API = Pattern.compile("/v1/(?:api|portal)(/.*)");
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern BUILD = Pattern.compile("\"serverVersion\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // A tree cannot hold two members of the same name.
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .defaultPrettyPrinter(likeTheShippedFiles())
          .build();

  private final Spec spec;
  private final Masker masker;

  /** The headers that the shipped recordings have, in their spelling: others are left out. */
  private final Set<String> headersKept = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /** Whether the last answer is one of a mock. */
  private boolean ofMock;

  /** As the last answer that names it. */
  private Optional<String> build = Optional.empty();

  Transcript(Spec spec, Masker masker) {
    this.spec = spec;
    this.masker = masker;
    Recordings.load()
        .all()
        .forEach(
            recording ->
                recording
                    .stub()
                    .at("/response/headers")
                    .fieldNames()
                    .forEachRemaining(headersKept::add));
  }

  /** The words of the contract, in lower case. */
  static Set<String> wordsOf(Spec spec) {
    Set<String> words = new HashSet<>();
    WORD.matcher(spec.document().toString())
        .results()
        .forEach(word -> words.add(word.group().toLowerCase(Locale.ROOT)));
    return words;
  }

  /**
   * Returns the operation of an exchange.
   *
   * @throws Unrecordable if the contract has no such operation
   */
  Operation operation(RecordedExchange exchange) {
    return Optional.of(API.matcher(exchange.url().encodedPath()))
        .filter(Matcher::matches)
        .flatMap(path -> spec.operationAt(exchange.method(), path.group(1)))
        .orElseThrow(() -> new Unrecordable("the contract has no such operation"));
  }

  /**
   * Returns the recording of an exchange, masked.
   *
   * @param name of the recording
   * @throws Unrecordable if a recording cannot express it
   */
  ObjectNode stub(String name, Operation operation, RecordedExchange exchange) {
    exchange.credentials().forEach(masker::learnSecret);
    ObjectNode stub = JsonNodeFactory.instance.objectNode().put("name", name);
    putRequest(stub.putObject("request"), operation, exchange);
    boolean zipped = putResponse(stub.putObject("response"), exchange);
    // What a mock answers is no evidence.
    ofMock = exchange.headers().get("X-Mock-Gateway") != null;
    ObjectNode metadata =
        stub.putObject("metadata")
            .put("operation", operation.id())
            .put(
                "situation",
                "An answer to %s with status %d.".formatted(operation.id(), exchange.status()));
    putOrigin(metadata);
    if (zipped) {
      metadata.put("note", "The body was sent with gzip.");
    }
    return stub;
  }

  /**
   * Returns the recording of a frame of the websocket, masked.
   *
   * @param name of the recording
   * @param received whether the gateway sent it; false if the client did
   */
  ObjectNode frame(String name, boolean received, String text) {
    ObjectNode recording = JsonNodeFactory.instance.objectNode().put("name", name);
    Optional<JsonNode> json = received ? json(text) : Optional.empty();
    recording.set("frame", json.orElseGet(() -> TextNode.valueOf(maskedMessage(text))));
    String topic = topic(text);
    ObjectNode metadata =
        recording
            .putObject("metadata")
            .put("topic", topic)
            .put("direction", received ? "in" : "out")
            .put(
                "situation",
                "A frame of %s that the %s sent."
                    .formatted(topic, received ? "gateway" : "client"));
    putOrigin(metadata);
    return recording;
  }

  private void putOrigin(ObjectNode metadata) {
    metadata
        .put("provenance", ofMock ? "constructed" : "observed")
        .put("fidelity", "raw")
        .put(
            "source",
            (ofMock ? "a recording, not of a gateway" : "a recording")
                + build.map(", "::concat).orElse(""));
  }

  /** What a client sends is a topic and JSON, or JSON with its session. */
  private String maskedMessage(String text) {
    int brace = text.indexOf('{');
    return brace < 0
        ? masker.masked(text)
        : masker.masked(text.substring(0, brace)) + masked(text.substring(brace));
  }

  /** The topic of a frame; for one without a topic, the word under which the contract has it. */
  static String topic(String text) {
    try {
      JsonNode frame = JSON.readTree(text);
      String topic = frame.path("topic").asText().replaceAll("\\+.*", "");
      if (topic.matches("[a-z]{3,6}")) {
        return topic;
      }
      return frame.has("error") ? "error" : frame.has("result") ? "uld" : "session";
    } catch (IOException | NumberFormatException plainText) {
      return text.matches("(?s)[a-z]{3}(\\W.*)?") ? text.substring(0, 3) : "error";
    }
  }

  private void putRequest(ObjectNode request, Operation operation, RecordedExchange exchange) {
    request.put("method", operation.method()).put("urlPath", path(operation, exchange.url()));
    HttpUrl url = exchange.url();
    if (url.querySize() > 0 && !String.valueOf(url.query()).isEmpty()) {
      ObjectNode query = request.putObject("queryParameters");
      for (int i = 0; i < url.querySize(); i++) {
        String name = url.queryParameterName(i);
        if (query.has(masker.masked(name))) {
          throw new Unrecordable("a query parameter occurs twice");
        }
        String value = url.queryParameterValue(i);
        query
            .putObject(masker.masked(name))
            .put("equalTo", value == null ? "" : masker.value(name, value));
      }
    }
    if (exchange.requestBody().length > 0) {
      String text = text(exchange.requestBody());
      ObjectNode pattern = request.putArray("bodyPatterns").addObject();
      json(text)
          .ifPresentOrElse(
              body -> pattern.set("equalToJson", body), () -> pattern.put("equalTo", masked(text)));
    }
  }

  /** The template's words, with masked variable parts. */
  private String path(Operation operation, HttpUrl url) {
    List<String> template = List.of(operation.path().split("/"));
    List<String> sent = List.of(url.encodedPath().split("/")).subList(2, template.size() + 2);
    List<String> masked = new ArrayList<>();
    for (int i = 0; i < template.size(); i++) {
      Matcher variable = VARIABLE.matcher(template.get(i));
      String part = i < sent.size() ? sent.get(i) : "";
      masked.add(variable.matches() ? segment(variable.group(1), part) : template.get(i));
    }
    return "/v1/api" + String.join("/", masked);
  }

  private String segment(String name, String part) {
    String decoded = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    String masked = masker.value(name, decoded);
    return masked.equals(decoded)
        ? part
        : URLEncoder.encode(masked, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Returns whether the body was compressed. */
  private boolean putResponse(ObjectNode response, RecordedExchange exchange) {
    response.put("status", exchange.status());
    ObjectNode headers = JsonNodeFactory.instance.objectNode();
    for (String name : headersKept) {
      List<String> values = exchange.headers().values(name);
      if (!values.isEmpty()) {
        headers.put(name, masker.masked(String.join(", ", values)));
      }
    }
    if (!headers.isEmpty()) {
      response.set("headers", headers);
    }
    String encoding = String.valueOf(exchange.headers().get("Content-Encoding"));
    boolean zipped = encoding.equalsIgnoreCase("gzip");
    if (!zipped && !encoding.equals("null") && !encoding.equalsIgnoreCase("identity")) {
      throw new Unrecordable("the body is encoded in another way than gzip");
    }
    byte[] body =
        zipped && exchange.body().length > 0 ? unzipped(exchange.body()) : exchange.body();
    if (body.length > 0) {
      putBody(response, text(body), String.valueOf(exchange.headers().get("Content-Type")));
    }
    return zipped;
  }

  private void putBody(ObjectNode response, String text, String type) {
    Optional<JsonNode> json = type.startsWith("text/plain") ? Optional.empty() : json(text);
    json.ifPresentOrElse(
        body -> response.set("jsonBody", body), () -> response.put("body", masked(text)));
    Matcher version = BUILD.matcher(text);
    if (version.find()) {
      build = Optional.of(masker.masked(version.group(1)));
    }
  }

  private static byte[] unzipped(byte[] body) {
    try {
      return Encoding.unzip(body);
    } catch (UncheckedIOException e) {
      throw new Unrecordable("the body does not unpack with gzip");
    }
  }

  private static String text(byte[] body) {
    return Encoding.text(body).orElseThrow(() -> new Unrecordable("the body is not text in UTF-8"));
  }

  /** Masks a JSON body; empty if it is not JSON. */
  private Optional<JsonNode> json(String text) {
    try {
      JSON.readTree(text);
      return Optional.of(JSON.readTree(masker.json(text)));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** JSON under another media type, and anything that only resembles it, is masked as well. */
  private String masked(String text) {
    try {
      return masker.json(text);
    } catch (IOException e) {
      return masker.masked(text);
    }
  }

  /** The content of a file, as the shipped recordings are written. */
  static String write(JsonNode stub) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(stub) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  private static DefaultPrettyPrinter likeTheShippedFiles() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentArraysWith(lines);
    printer.indentObjectsWith(lines);
    return printer;
  }
}

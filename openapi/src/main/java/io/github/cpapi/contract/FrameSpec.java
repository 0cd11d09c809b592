package io.github.cpapi.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The AsyncAPI document of the websocket, {@code openapi/spec/cpapi-ws.yaml}. Immutable by
 * convention; thread-safe.
 *
 * <p>Its schemas have the dialect of OpenAPI, and some are those of {@code cpapi.yaml}. {@link
 * #openApi()} has all of them in one OpenAPI document.
 *
 * <p>Needs {@code com.networknt:json-schema-validator} on the class path.
 */
public final class FrameSpec {

  private static final String SCHEMAS = "#/components/schemas/";

  private static final Pattern REFERENCE = Pattern.compile(SCHEMAS + "([A-Za-z]+)");

  private final JsonNode document;
  private final Spec openApi;
  private final SpecValidator validator;

  private FrameSpec(JsonNode document, Spec openApi) {
    this.document = document;
    this.openApi = openApi;
    this.validator = new SpecValidator(openApi);
  }

  /** Reads the file at first use and once per process, because reading is slow. */
  private static final class Shipped {
    static final FrameSpec SPEC = read();
  }

  /** Returns the document of the class path. It is read once. */
  public static FrameSpec load() {
    return Shipped.SPEC;
  }

  private static FrameSpec read() {
    JsonNode document = ContractFiles.yaml("spec/cpapi-ws.yaml");
    return new FrameSpec(document, Spec.of(derived(document, Spec.load())));
  }

  /**
   * Writes {@link #openApi()} as JSON. The client's build runs it and generates the frames from it.
   *
   * @param arguments the file to write
   * @throws IOException if it cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.getParent());
    Files.writeString(file, load().openApi().document().toPrettyString() + "\n");
  }

  /**
   * Returns the document.
   *
   * @return the whole AsyncAPI document; do not change it
   */
  public JsonNode document() {
    return document;
  }

  /** Returns an OpenAPI document without paths that has the schemas of all messages. */
  public Spec openApi() {
    return openApi;
  }

  /**
   * Returns the schemas of the frames that a client receives.
   *
   * @return their names in the order of the document
   */
  public List<String> received() {
    return payloads("receive");
  }

  /**
   * Returns the schemas of the texts that a client sends.
   *
   * @return their names in the order of the document
   */
  public List<String> sent() {
    return payloads("send");
  }

  /**
   * Returns which schemas a frame from the server fits.
   *
   * @param frame the JSON, or a string for plain text
   * @return the names of the schemas; one name if the frame is as documented
   */
  public List<String> receivedForms(JsonNode frame) {
    return forms(received(), frame);
  }

  /**
   * Returns which schemas a text of a client fits.
   *
   * @param text the text, as a JSON string
   * @return the names of the schemas; one name if the text is as documented
   */
  public List<String> sentForms(JsonNode text) {
    return forms(sent(), text);
  }

  private List<String> forms(List<String> schemas, JsonNode message) {
    return schemas.stream().filter(name -> validator.schema(name, message).isEmpty()).toList();
  }

  private List<String> payloads(String action) {
    return StreamSupport.stream(document.path("operations").spliterator(), false)
        .filter(operation -> operation.path("action").asText().equals(action))
        .flatMap(operation -> StreamSupport.stream(operation.path("messages").spliterator(), false))
        .map(message -> resolve(resolve(message)).at("/payload/schema/$ref").asText())
        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
        .distinct()
        .toList();
  }

  private JsonNode resolve(JsonNode reference) {
    return document.at(reference.path("$ref").asText().substring(1));
  }

  private static JsonNode derived(JsonNode document, Spec shared) {
    ObjectNode derived = ContractFiles.JSON.createObjectNode().put("openapi", "3.0.3");
    derived.set("info", document.get("info"));
    derived.putObject("paths");
    ObjectNode schemas = derived.putObject("components").putObject("schemas");
    schemas.setAll((ObjectNode) withoutFile(document.at("/components/schemas")));
    for (List<String> missing = missing(schemas); !missing.isEmpty(); missing = missing(schemas)) {
      missing.forEach(name -> schemas.set(name, shared.schema(name)));
    }
    return derived;
  }

  private static JsonNode withoutFile(JsonNode schemas) {
    try {
      return ContractFiles.JSON.readTree(
          schemas.toString().replace("cpapi.yaml" + SCHEMAS, SCHEMAS));
    } catch (IOException e) {
      throw new IllegalStateException("still JSON", e);
    }
  }

  /** The names of schemas that other schemas refer to. */
  private static List<String> missing(ObjectNode schemas) {
    Matcher references = REFERENCE.matcher(schemas.toString());
    return references
        .results()
        .map(r -> r.group(1))
        .distinct()
        .filter(n -> !schemas.has(n))
        .toList();
  }
}

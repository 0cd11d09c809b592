package io.github.cpapi.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One frame of the websocket, from {@code openapi/recordings/ws}.
 *
 * <p>The account {@code DU1234567} in a frame stands for the caller's account.
 *
 * @param name folder and file name without the extension, for example {@code ws/sor-marker}
 * @param file the file; do not change it
 */
public record FrameRecording(String name, JsonNode file) {

  /** Returns the frame: an object, or a string for a frame that is not JSON. */
  public JsonNode frame() {
    return file.path("frame");
  }

  /** Returns the topic to which the frame belongs, for example {@code sor}. */
  public String topic() {
    return metadata("topic").asText();
  }

  /** Returns whether the gateway sent the frame; false if the client did. */
  public boolean isFromGateway() {
    return metadata("direction").asText().equals("in");
  }

  /** Returns the situation in which a mock sends this frame, or empty. */
  public Optional<String> plays() {
    JsonNode plays = metadata("plays");
    return plays.isTextual() ? Optional.of(plays.textValue()) : Optional.empty();
  }

  /** Returns how the frame is known. */
  public Provenance provenance() {
    return Provenance.valueOf(metadata("provenance").asText().toUpperCase(Locale.ROOT));
  }

  /**
   * Returns the values in the frame that belong to the caller, by JSON pointer, as {@link
   * Recording#bindings()} does.
   */
  public Map<String, JsonNode> bindings() {
    Map<String, JsonNode> bindings = new LinkedHashMap<>();
    metadata("bind").properties().forEach(e -> bindings.put(e.getKey(), e.getValue()));
    return bindings;
  }

  private JsonNode metadata(String member) {
    return file.path("metadata").path(member);
  }
}

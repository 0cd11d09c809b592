package io.github.cpapi.client.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The published texts of the broker's questions. The build generates the resource from {@code
 * openapi/spec/questions.yaml}.
 */
final class PublishedTexts {

  private static final Map<String, List<String>> BY_MESSAGE_ID =
      read("/io/github/cpapi/client/question-texts.json");

  private PublishedTexts() {}

  /** The texts by question id; the list is empty if no text is published. */
  static Map<String, List<String>> all() {
    return BY_MESSAGE_ID;
  }

  /** The texts of a question; empty if none is published or the question is not known. */
  static List<String> of(String messageId) {
    return BY_MESSAGE_ID.getOrDefault(messageId, List.of());
  }

  private static Map<String, List<String>> read(String resource) {
    try (InputStream in = PublishedTexts.class.getResourceAsStream(resource)) {
      return new ObjectMapper()
          .readValue(Objects.requireNonNull(in, resource), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}

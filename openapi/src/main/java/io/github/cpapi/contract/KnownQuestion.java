package io.github.cpapi.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A question that the broker is known to ask, {@code openapi/spec/questions.yaml}.
 *
 * @param messageId the category, for example {@code o163}
 * @param about what it asks about, in this project's words
 * @param text the text on the wire, with variable parts as {@code {NAME}}; null if none is
 *     published
 * @param alsoReads other wordings of the same question; null if none is known
 * @param provenance how the text is known
 * @param source where it was published
 */
public record KnownQuestion(
    @JsonProperty(required = true) String messageId,
    @JsonProperty(required = true) String about,
    @Nullable String text,
    @Nullable List<String> alsoReads,
    @JsonProperty(required = true) Provenance provenance,
    @JsonProperty(required = true) String source) {

  /** Reads the file at first use and once per process: policies look up many questions. */
  private static final class Shipped {
    static final List<KnownQuestion> ALL =
        ContractFiles.yamlRecords("spec/questions.yaml", KnownQuestion.class);
  }

  /**
   * Returns all known questions of the class path. They are read once.
   *
   * @return the questions in the order of the file
   */
  public static List<KnownQuestion> all() {
    return Shipped.ALL;
  }

  /**
   * Finds a question by its category.
   *
   * @param messageId the category
   * @return the question, or empty if the contract does not list it
   */
  public static Optional<KnownQuestion> find(String messageId) {
    return all().stream().filter(question -> question.messageId().equals(messageId)).findFirst();
  }

  /**
   * Returns whether all questions of a row are known.
   *
   * @param row a row of an answer to an order or a reply, with {@code messageIds}
   * @return false also if it has none
   */
  public static boolean asksOnlyKnown(JsonNode row) {
    JsonNode messageIds = row.path("messageIds");
    return !messageIds.isEmpty()
        && StreamSupport.stream(messageIds.spliterator(), false)
            .allMatch(id -> find(id.asText()).isPresent());
  }

  /**
   * Returns all published wordings of the question.
   *
   * @return the text and its other wordings; empty if none is published
   */
  public List<String> publishedTexts() {
    List<String> others = alsoReads == null ? List.of() : alsoReads;
    return Stream.concat(Stream.ofNullable(text), others.stream()).toList();
  }

  /**
   * Returns the text.
   *
   * @return the text, or empty if none is published
   */
  public Optional<String> publishedText() {
    return Optional.ofNullable(text);
  }
}

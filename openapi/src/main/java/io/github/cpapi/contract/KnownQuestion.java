package io.github.cpapi.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question that the broker is known to ask, {@code openapi/spec/questions.yaml}.
 *
 * @param messageId the category, for example {@code o163}
 * @param about what it asks about, in our words
 * @param text the text as the wire sends it, with the variable parts as {@code {NAME}}; null where
 *     none is published
 * @param alsoReads other wordings that the wire may send; null where none is known
 * @param provenance how the text came to be known
 * @param source where from
 */
public record KnownQuestion(
    @JsonProperty(required = true) String messageId,
    @JsonProperty(required = true) String about,
    @Nullable String text,
    @Nullable List<String> alsoReads,
    @JsonProperty(required = true) Provenance provenance,
    @JsonProperty(required = true) String source) {

  /**
   * Returns all known questions; the file is read once.
   *
   * @return the questions in the order of the file
   */
  public static List<KnownQuestion> all() {
    return Read.ONCE;
  }

  /**
   * Finds a question by its category.
   *
   * @param messageId the category
   * @return the question, or nothing where the contract does not list it
   */
  public static Optional<KnownQuestion> find(String messageId) {
    return all().stream().filter(question -> question.messageId().equals(messageId)).findFirst();
  }

  /** Policies ask for one question after the other. */
  private static final class Read {
    static final List<KnownQuestion> ONCE =
        ContractFiles.yamlRecords("spec/questions.yaml", KnownQuestion.class);
  }

  /**
   * Returns every wording.
   *
   * @return the text and what it also reads; empty where none is published
   */
  public List<String> publishedTexts() {
    List<String> others = alsoReads == null ? List.of() : alsoReads;
    return Stream.concat(Stream.ofNullable(text), others.stream()).toList();
  }

  /**
   * Returns the text.
   *
   * @return the text, or nothing where none is published
   */
  public Optional<String> publishedText() {
    return Optional.ofNullable(text);
  }
}

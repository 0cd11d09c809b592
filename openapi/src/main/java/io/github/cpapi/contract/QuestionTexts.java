package io.github.cpapi.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the texts of the known questions as JSON. The client's build runs it: at run time the
 * client needs neither this module nor a YAML parser.
 */
public final class QuestionTexts {

  private QuestionTexts() {}

  /**
   * Writes an object with a member for each question: the id, and the list of its published texts.
   *
   * @param arguments the file to write
   * @throws IOException if it cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.getParent());
    Files.writeString(file, ContractFiles.JSON.writeValueAsString(byMessageId()) + "\n");
  }

  private static Map<String, List<String>> byMessageId() {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    KnownQuestion.all()
        .forEach(question -> texts.put(question.messageId(), question.publishedTexts()));
    return texts;
  }
}

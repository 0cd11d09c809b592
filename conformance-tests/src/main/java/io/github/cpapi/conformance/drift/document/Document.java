package io.github.cpapi.conformance.drift.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The facts of an OpenAPI document, without texts: the paths, members, types and vocabularies.
 * Immutable by convention.
 *
 * @param name where it comes from
 * @param version the version that it states
 * @param facts the document in the form of OpenAPI 3, with all references to other things than
 *     schemas resolved
 * @param repairs what had to be repaired while reading
 */
public record Document(String name, String version, ObjectNode facts, List<String> repairs) {

  /** Copies the list. */
  public Document {
    repairs = List.copyOf(repairs);
  }

  /**
   * One operation.
   *
   * @param method in upper case
   * @param path as in the document
   * @param node its facts
   */
  public record Call(String method, String path, JsonNode node) {}

  /** Returns whether a source is an address, which is fetched, and not a file. */
  public static boolean isAddress(String source) {
    return source.matches("(?i)https?://.*");
  }

  /**
   * Reads a document.
   *
   * @param source a file, or an address that starts with http
   * @throws DocumentException if it cannot be read, or is no OpenAPI document
   */
  public static Document read(String source) {
    return parse(source, DocumentSource.text(source));
  }

  /**
   * Reads a document from a text.
   *
   * @param name for messages
   * @param text JSON or YAML
   * @throws DocumentException if it is no OpenAPI document
   */
  public static Document parse(String name, String text) {
    return of(name, Trees.parse(name, text));
  }

  /**
   * Reads a document from a tree.
   *
   * @param name for messages
   * @throws DocumentException if it is no OpenAPI document
   */
  public static Document of(String name, JsonNode tree) {
    return new Facts(name, tree).document();
  }

  /** Returns the operations in the order of the document. */
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : facts.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
        calls.add(new Call(call.getKey().toUpperCase(Locale.ROOT), path.getKey(), call.getValue()));
      }
    }
    return calls;
  }
}

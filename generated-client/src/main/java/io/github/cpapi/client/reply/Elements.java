package io.github.cpapi.client.reply;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the elements of an array; in a tree, a single object is read as an array of one. */
final class Elements {

  private Elements() {}

  static <T> List<T> of(JsonNode node, Class<T> type, DeserializationContext context)
      throws IOException {
    List<T> elements = new ArrayList<>();
    for (JsonNode element : node.isArray() ? node : List.of(node)) {
      if (element.isNull()) {
        return nullElement(type, context);
      }
      elements.add(context.readTreeAsValue(element, type));
    }
    return elements;
  }

  /** Reads an array without building its tree. */
  static <T> List<T> of(JsonParser array, Class<T> type, DeserializationContext context)
      throws IOException {
    List<T> elements = new ArrayList<>();
    while (array.nextToken() != JsonToken.END_ARRAY) {
      if (array.hasToken(JsonToken.VALUE_NULL)) {
        return nullElement(type, context);
      }
      elements.add(context.readValue(array, type));
    }
    return elements;
  }

  private static <T> List<T> nullElement(Class<T> type, DeserializationContext context)
      throws IOException {
    return context.reportInputMismatch(type, "expected an object, but got null");
  }
}

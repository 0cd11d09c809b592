package io.github.cpapi.client.reply;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the elements of an array; a single object is read as an array of one. */
final class Elements {

  private Elements() {}

  static <T> List<T> of(JsonNode node, Class<T> type, DeserializationContext context)
      throws IOException {
    List<T> elements = new ArrayList<>();
    for (JsonNode element : node.isArray() ? node : List.of(node)) {
      if (element.isNull()) {
        return context.reportInputMismatch(type, "expected an object, but got null");
      }
      elements.add(context.readTreeAsValue(element, type));
    }
    return elements;
  }
}

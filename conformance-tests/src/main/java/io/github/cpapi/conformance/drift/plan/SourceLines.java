package io.github.cpapi.conformance.drift.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The lines of a YAML text by JSON pointer. */
final class SourceLines {

  private final Map<String, Integer> lines = new HashMap<>();

  private SourceLines() {}

  static SourceLines of(String yaml) throws IOException {
    SourceLines found = new SourceLines();
    try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
      while (parser.nextToken() != null) {
        JsonPointer pointer = parser.getParsingContext().pathAsPointer();
        found.lines.putIfAbsent(pointer.toString(), parser.currentTokenLocation().getLineNr());
      }
    }
    return found;
  }

  /** The line from 1; that of the nearest parent if the text has no such place. */
  int line(String pointer) {
    String current = pointer;
    while (!lines.containsKey(current) && !current.isEmpty()) {
      current = current.substring(0, current.lastIndexOf('/'));
    }
    return lines.getOrDefault(current, 1);
  }
}

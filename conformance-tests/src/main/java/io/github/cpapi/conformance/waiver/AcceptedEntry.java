package io.github.cpapi.conformance.waiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a YAML list of what somebody accepts until a day.
 *
 * @param place the file and the number of the entry, for messages
 */
public record AcceptedEntry(String place, JsonNode node) {

  /**
   * Reads a file. An empty one has no entries.
   *
   * @param noun what an entry is called in messages
   * @param members the only members that an entry may have
   * @throws IllegalArgumentException if the file cannot be read, or has something else
   */
  public static List<AcceptedEntry> in(Path file, String noun, List<String> members) {
    JsonNode list;
    try {
      list = new YAMLMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is not YAML: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, e), e);
    }
    String form = "each %s has %s".formatted(noun, String.join(", ", members));
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      throw new IllegalArgumentException("%s: must be a list; %s".formatted(file, form));
    }
    List<AcceptedEntry> entries = new ArrayList<>();
    for (JsonNode node : list) {
      String place = "%s, %s %d".formatted(file, noun, entries.size() + 1);
      for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (!members.contains(name)) {
          throw new IllegalArgumentException(
              "%s: unknown member %s; %s".formatted(place, name, form));
        }
      }
      entries.add(new AcceptedEntry(place, node));
    }
    return entries;
  }

  /**
   * Returns a member.
   *
   * @throws IllegalArgumentException if it is missing or empty
   */
  public String text(String member) {
    String text = node.path(member).asText().strip();
    if (text.isEmpty()) {
      throw wrong("%s is missing or empty".formatted(member), null);
    }
    return text;
  }

  /**
   * Returns the last day, the member {@code expires}.
   *
   * @throws IllegalArgumentException if it is missing, or no date
   */
  public LocalDate expires() {
    String text = text("expires");
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw wrong("expires %s is no date; expected for example 2026-12-31".formatted(text), e);
    }
  }

  /** Returns what says where an entry is wrong, and how. */
  IllegalArgumentException wrong(String message, @Nullable Exception cause) {
    return new IllegalArgumentException(place + ": " + message, cause);
  }
}

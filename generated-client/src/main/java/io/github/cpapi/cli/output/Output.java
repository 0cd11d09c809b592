package io.github.cpapi.cli.output;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.cpapi.client.transport.Json;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Standard output: data, and nothing but data. */
public final class Output {

  /** The form of the data. */
  public enum Format {
    /** Aligned, for eyes. */
    TABLE,
    /** One document whose form {@code docs/cpapi-output.schema.json} describes. */
    JSON;

    /** Returns the name as it is typed and completed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";
  private static final String GAP = "  ";

  private final PrintWriter out;
  private final Format format;
  private final boolean colour;

  /**
   * Prints to a stream.
   *
   * @param colour whether the heads are bold
   */
  public Output(PrintWriter out, Format format, boolean colour) {
    this.out = out;
    this.format = format;
    this.colour = colour;
  }

  /** A row of a table, or the members of a document. Ignores what is not known. */
  public static final class Row {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Adds a member; null is left out. */
    public Row with(String name, @Nullable Object value) {
      if (value != null) {
        members.put(name, value);
      }
      return this;
    }

    @JsonValue
    private Map<String, Object> members() {
      return members;
    }
  }

  /** Prints several rows of one kind. */
  public void rows(List<Row> rows) {
    if (format == Format.JSON) {
      json(rows);
    } else {
      table(rows.stream().map(row -> row.members).toList());
    }
  }

  /** Prints one thing; as a table, with a line for each member. */
  public void one(Row row) {
    if (format == Format.JSON) {
      json(row);
    } else {
      int width = row.members.keySet().stream().mapToInt(String::length).max().orElse(0);
      row.members.forEach(
          (name, value) -> out.println(bold(pad(name, width, false)) + GAP + clean(text(value))));
      out.flush();
    }
  }

  /** Prints a row in a line of its own, whose columns are not aligned with those of others. */
  public void line(Row row) {
    if (format == Format.JSON) {
      write(Json.mapper().writer(), row.members);
    } else {
      text(row.members.values().stream().map(Output::text).collect(Collectors.joining(GAP)));
    }
  }

  /** Prints a document as it is, in both forms. */
  public void json(Object document) {
    write(Json.mapper().writer(SerializationFeature.INDENT_OUTPUT), document);
  }

  private void write(ObjectWriter json, Object document) {
    try {
      out.println(json.writeValueAsString(document));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Returns whether the data is for programs. */
  public boolean isJson() {
    return format == Format.JSON;
  }

  /** Prints text for eyes. */
  public void text(String text) {
    text.lines().map(Output::clean).forEach(out::println);
    out.flush();
  }

  private void table(List<Map<String, Object>> rows) {
    Set<String> columns =
        rows.stream()
            .flatMap(row -> row.keySet().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<StringBuilder> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(new StringBuilder()));
    StringBuilder head = new StringBuilder();
    for (String column : columns) {
      List<String> cells = rows.stream().map(row -> clean(text(row.get(column)))).toList();
      boolean numbers = rows.stream().allMatch(row -> isNumber(row.get(column)));
      int width =
          Math.max(column.length(), cells.stream().mapToInt(String::length).max().orElse(0));
      head.append(pad(column, width, numbers)).append(GAP);
      for (int i = 0; i < cells.size(); i++) {
        lines.get(i).append(pad(cells.get(i), width, numbers)).append(GAP);
      }
    }
    if (!rows.isEmpty()) {
      out.println(bold(head.toString().stripTrailing()));
      lines.forEach(line -> out.println(line.toString().stripTrailing()));
    }
    out.flush();
  }

  private String bold(String text) {
    return colour ? BOLD + text + PLAIN : text;
  }

  private static boolean isNumber(@Nullable Object value) {
    return value == null || value instanceof Number;
  }

  private static String pad(String text, int width, boolean right) {
    String spaces = " ".repeat(Math.max(0, width - text.length()));
    return right ? spaces + text : text + spaces;
  }

  private static String text(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Collection<?> values) {
      return values.stream().map(Output::text).collect(Collectors.joining(", "));
    }
    if (value instanceof Row row) {
      return row.members.entrySet().stream()
          .map(member -> member.getKey() + " " + text(member.getValue()))
          .collect(Collectors.joining(", "));
    }
    return value == null ? "" : value.toString();
  }

  /** What the server sends must not steer the terminal. */
  public static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]+", " ");
  }
}

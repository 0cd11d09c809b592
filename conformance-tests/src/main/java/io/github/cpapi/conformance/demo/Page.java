package io.github.cpapi.conformance.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints headings, wrapped text and tables, up to a hundred columns wide. */
final class Page {

  private static final int WIDTH = 100;

  private final PrintStream out;
  private int chapter;

  Page(PrintStream out) {
    this.out = out;
  }

  void title(String text) {
    out.println();
    out.println(text);
    out.println("=".repeat(text.length()));
  }

  void chapter(String text) {
    chapter++;
    out.println();
    out.println(chapter + ". " + text);
    out.println("-".repeat(text.length() + 3));
  }

  void stop(String text) {
    out.println();
    wrap(text, WIDTH).forEach(out::println);
  }

  void say(String text) {
    wrap(text, WIDTH - 3).forEach(line -> out.println("   " + line));
  }

  /** Prints a labelled, indented line. */
  void detail(String label, String text) {
    List<String> lines = wrap(text, WIDTH - 16);
    for (int i = 0; i < lines.size(); i++) {
      out.printf("     %-9s %s%n", i == 0 ? label : "", lines.get(i));
    }
  }

  void table(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < columns; i++) {
        line.append(' ').append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 1));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split("\\s+")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}

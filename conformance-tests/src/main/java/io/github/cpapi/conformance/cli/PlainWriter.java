package io.github.cpapi.conformance.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes control characters, and marks that change the direction of text, as escapes: what a
 * gateway sends must not control the terminal that shows it.
 */
final class PlainWriter extends FilterWriter {

  PlainWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int character) throws IOException {
    if (isPlain((char) character)) {
      out.write(character);
    } else {
      out.write("\\u%04x".formatted(character));
    }
  }

  @Override
  public void write(char[] characters, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(characters[i]);
    }
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    write(text.toCharArray(), offset, length);
  }

  private static boolean isPlain(char character) {
    return character == '\n'
        || character == '\r'
        || character == '\t'
        || !Character.isISOControl(character) && Character.getType(character) != Character.FORMAT;
  }
}

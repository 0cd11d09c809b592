package io.github.cpapi.mock.leak;

/** The words of a text: runs of letters and digits. */
final class Words {

  private Words() {}

  /** Where the next word starts; the length of the text if none does. */
  static int next(CharSequence text, int from) {
    int at = from;
    while (at < text.length() && !isInWord(text, at)) {
      at++;
    }
    return at;
  }

  /** Where a word ends. */
  static int end(CharSequence text, int start) {
    int at = start;
    while (at < text.length() && isInWord(text, at)) {
      at++;
    }
    return at;
  }

  private static boolean isInWord(CharSequence text, int at) {
    char c = text.charAt(at);
    if (c <= '~') {
      return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
    if (Character.isSurrogate(c)) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> false;
    };
  }
}

package io.github.cpapi.client.transport;

import java.util.regex.Pattern;

/** Masks account ids in what is logged or put into an exception. */
final class Redactor {

  private static final Pattern ACCOUNT = Pattern.compile("\\b(D?[UFI])\\d{4,}(\\d{2})\\b");

  private Redactor() {}

  static String redact(String text) {
    return ACCOUNT.matcher(text).replaceAll("$1***$2");
  }
}

package io.github.cpapi.client.transport;

import java.util.regex.Pattern;

/** Masks account ids in what is logged, thrown or reported. */
public final class Redactor {

  private static final Pattern ACCOUNT = Pattern.compile("\\b(D?[UFI][A-Z]?)\\d{2,}(\\d{2})\\b");

  private Redactor() {}

  /**
   * Masks the account ids in a text.
   *
   * @param text the text
   * @return the text with {@code DU***67} for each account id
   */
  public static String redact(String text) {
    return ACCOUNT.matcher(text).replaceAll("$1***$2");
  }
}

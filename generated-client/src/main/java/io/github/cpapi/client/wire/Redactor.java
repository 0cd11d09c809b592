package io.github.cpapi.client.wire;

import java.util.regex.Pattern;

/** Masks personal data in logs, exceptions and reports. */
public final class Redactor {

  private static final Pattern ACCOUNT = Pattern.compile("\\b(D?[UFI][A-Z]?)\\d{2,}(\\d{2})\\b");

  /** The members that the contract marks as personal, in text that contains JSON. */
  private static final Pattern PERSONAL =
      Pattern.compile(
          "(\"(?i:session|sessionId|session_id|userId|username|USER_ID|USER_NAME|PAPER_USER_NAME|CREDENTIAL|IP|MAC|hardware_info"
              + "|submitter|accountVan|accountTitle|accountAlias|displayName|desc|aliases|groups|profiles)\"\\s*:\\s*)"
              + "(\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9.]+|\\{[^{}]*}|\\[[^\\[\\]]*])");

  private Redactor() {}

  /**
   * Masks account ids and, in JSON, the values of personal members: session tokens, users,
   * addresses.
   *
   * @return the text with {@code DU***67} for each account id, and {@code "***"} for each value
   */
  public static String redact(String text) {
    String unnamed = PERSONAL.matcher(text).replaceAll("$1\"***\"");
    return ACCOUNT.matcher(unnamed).replaceAll("$1***$2");
  }
}

package io.github.cpapi.conformance.report;

import io.github.cpapi.conformance.result.Exchange;
import java.util.regex.Pattern;

/**
 * An exchange as a line for a POSIX shell. The base URL is {@code $GATEWAY}; the masked account is
 * {@code $ACCOUNT}.
 */
final class Curl {

  private static final Pattern MASKED_ACCOUNT = Pattern.compile("\\b[A-Z]{1,3}\\*{3}\\d{2}\\b");

  private Curl() {}

  static String of(Exchange exchange) {
    String body = exchange.requestBody();
    boolean post = exchange.method().equals("POST");
    // With -d '' a POST without a body has the Content-Length 0.
    String data =
        body.isEmpty() && !post
            ? ""
            : " -H 'Content-Type: application/json' -d " + (body.isEmpty() ? "''" : quoted(body));
    String method =
        exchange.method().equals(data.isEmpty() ? "GET" : "POST") ? "" : " -X " + exchange.method();
    return "curl -k" + method + " \"$GATEWAY\"" + quoted(exchange.path()) + data;
  }

  /** In single quotes, which a line leaves for the account and for quotes of its own. */
  private static String quoted(String text) {
    String escaped = text.replace("'", "'\\''");
    return "'" + MASKED_ACCOUNT.matcher(escaped).replaceAll("'\"\\$ACCOUNT\"'") + "'";
  }
}

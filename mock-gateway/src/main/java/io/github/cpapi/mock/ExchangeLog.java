package io.github.cpapi.mock;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one line for each exchange: what was asked, what was played, and why. Bodies are not logged;
 * of an account only the letters and the last two digits are.
 */
final class ExchangeLog implements ServeEventListener {

  private static final Logger LOG = LoggerFactory.getLogger(ExchangeLog.class);

  /** Also behind an escape of the URL, whose last letter is not part of the account. */
  private static final Pattern ACCOUNT =
      Pattern.compile(
          "(?i)(?:(?<![a-z0-9])|(?<=%[0-9a-f]{2}))(D[UFI][A-Z]?|[UFI])\\d{4,}(\\d{2})(?![a-z0-9])");

  @Override
  public String getName() {
    return "cpapi-exchange-log";
  }

  @Override
  public void beforeResponseSent(ServeEvent exchange, Parameters parameters) {
    if (LOG.isInfoEnabled()) {
      // Null where a user's stub has none, or breaks the connection.
      HttpHeaders headers = exchange.getResponse().getHeaders();
      write(
          exchange.getRequest().getMethod().getName(),
          exchange.getRequest().getUrl(),
          exchange.getResponse().getStatus(),
          value(headers, RecordingStubs.RECORDING_HEADER),
          value(headers, GatewayTransformer.WHY_HEADER));
    }
  }

  /** For what WireMock does not get to see. */
  static void refused(String method, String url, int status, String why) {
    if (LOG.isInfoEnabled()) {
      write(method, url, status, "", why);
    }
  }

  private static String value(@Nullable HttpHeaders headers, String name) {
    return headers != null && headers.getHeader(name).isPresent()
        ? headers.getHeader(name).firstValue()
        : "";
  }

  private static void write(String method, String url, int status, String recording, String why) {
    LOG.info(
        "{}",
        masked(
            "%s %s -> %d%s%s"
                .formatted(
                    method,
                    url,
                    status,
                    recording.isEmpty() ? "" : " " + recording,
                    why.isEmpty() ? "" : " | " + why)));
  }

  static String masked(String text) {
    return ACCOUNT.matcher(text).replaceAll("$1***$2");
  }
}

package io.github.cpapi.mock.server;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.cpapi.mock.fault.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last exchanges in memory and logs one line for each: the request, what was played, and
 * why. The line has no bodies and masks accounts except for the letters and the last two digits.
 * The kept exchanges are not masked. Thread-safe.
 */
public final class ExchangeLog implements ServeEventListener {

  /** The header with the name of the injected fault. */
  public static final String FAULT_HEADER = "X-Mock-Fault";

  /** Together with the limit for bodies this bounds the memory to a few megabytes. */
  public static final int MAX_KEPT = 1000;

  private static final int MAX_BODY = 4096;

  /** The only fault of WireMock that sends a status. */
  private static final com.github.tomakehurst.wiremock.http.Fault GARBAGE =
      com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK;

  private static final Logger LOG = LoggerFactory.getLogger(ExchangeLog.class);

  /** Also after a percent escape, whose last letter is not part of the account. */
  private static final Pattern ACCOUNT =
      Pattern.compile(
          "(?i)(?:(?<![a-z0-9])|(?<=%[0-9a-f]{2}))(D[UFI][A-Z]?|[UFI])\\d{4,}(\\d{2})(?![a-z0-9])");

  private final Clock clock;
  private final Deque<PlayedExchange> kept = new ArrayDeque<>(MAX_KEPT);

  public ExchangeLog(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String getName() {
    return "cpapi-exchange-log";
  }

  @Override
  public void beforeResponseSent(ServeEvent exchange, Parameters parameters) {
    LoggedResponse response = exchange.getResponse();
    // Null if a user's stub has no body or breaks the connection.
    HttpHeaders headers = response.getHeaders();
    String fault = value(headers, FAULT_HEADER);
    keep(
        new PlayedExchange(
            clock.instant(),
            exchange.getRequest().getMethod().getName(),
            PortalAlias.urlAsItCame(exchange),
            cut(exchange.getRequest().getBody()),
            isSent(response, fault) ? response.getStatus() : PlayedExchange.NO_ANSWER,
            value(headers, RecordingStubs.RECORDING_HEADER),
            value(headers, GatewayTransformer.WHY_HEADER),
            fault.isEmpty() && response.getFault() != null ? response.getFault().name() : fault,
            cut(response.getBody())));
  }

  /** Logs a request that WireMock does not see. */
  public void refused(String method, String url, int status, String why) {
    upgrade(method, url, status, why, "");
  }

  /** Logs an upgrade to a websocket, which WireMock does not see either. */
  void upgrade(String method, String url, int status, String why, String fault) {
    keep(new PlayedExchange(clock.instant(), method, url, "", status, "", why, fault, ""));
  }

  /**
   * Returns the last exchanges, the newest last.
   *
   * @param limit the maximum number
   */
  public synchronized List<PlayedExchange> last(int limit) {
    return kept.stream().skip(Math.max(0, kept.size() - limit)).toList();
  }

  public synchronized void clear() {
    kept.clear();
  }

  private void keep(PlayedExchange exchange) {
    add(exchange);
    if (LOG.isInfoEnabled()) {
      LOG.info("{}", masked(line(exchange)));
    }
  }

  private synchronized void add(PlayedExchange exchange) {
    if (kept.size() == MAX_KEPT) {
      kept.removeFirst();
    }
    kept.addLast(exchange);
  }

  /** Whether a status is sent. A user's stub can break the connection itself. */
  private static boolean isSent(LoggedResponse response, String fault) {
    return Fault.named(fault)
        .map(named -> named.shape().hasStatus())
        .orElseGet(() -> response.getFault() == null || response.getFault() == GARBAGE);
  }

  private static String cut(byte @Nullable [] body) {
    if (body == null) {
      return "";
    }
    return body.length <= MAX_BODY
        ? new String(body, StandardCharsets.UTF_8)
        : new String(body, 0, MAX_BODY, StandardCharsets.UTF_8)
            + "... (%d bytes)".formatted(body.length);
  }

  private static String value(@Nullable HttpHeaders headers, String name) {
    return headers != null && headers.getHeader(name).isPresent()
        ? headers.getHeader(name).firstValue()
        : "";
  }

  public static String line(PlayedExchange exchange) {
    return "%s %s -> %s%s%s%s"
        .formatted(
            exchange.method(),
            exchange.url(),
            exchange.isAnswered() ? exchange.status() : "no answer",
            exchange.recording().isEmpty() ? "" : " " + exchange.recording(),
            exchange.fault().isEmpty() ? "" : " fault " + exchange.fault(),
            exchange.why().isEmpty() ? "" : " | " + exchange.why());
  }

  public static String masked(String text) {
    return ACCOUNT.matcher(text).replaceAll("$1***$2");
  }
}

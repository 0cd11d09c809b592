package io.github.cpapi.mock.server;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpField;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Refuses requests before WireMock sees them: those that are too long for the gateway, and those
 * that WireMock would answer with its own page. Marks every answer as one of a mock.
 */
final class FrontHandler extends HandlerWrapper {

  /** No real gateway sends this header: a client can tell that it talks to a mock. */
  static final String MOCK_HEADER = "X-Mock-Gateway";

  static final String MOCK = "cpapi";

  private static final int MAX_REQUEST_LINE = 4096;
  private static final int MAX_HEADERS = 8192;

  private final ExchangeLog log;

  private record Refusal(int status, String why) {}

  FrontHandler(ExchangeLog log) {
    this.log = log;
  }

  @Override
  public void handle(
      String target, Request exchange, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setHeader(MOCK_HEADER, MOCK);
    Optional<Refusal> refusal = refusalOf(exchange, request);
    if (refusal.isEmpty()) {
      super.handle(target, exchange, request, response);
      return;
    }
    int status = refusal.get().status();
    String why = refusal.get().why();
    exchange.setHandled(true);
    response.setStatus(status);
    response.setHeader(GatewayTransformer.WHY_HEADER, GatewayTransformer.oneLine(why));
    if (status != HttpServletResponse.SC_NOT_IMPLEMENTED) {
      response.setHeader("Connection", "close");
    }
    log.refused(request.getMethod(), request.getRequestURI(), status, why);
  }

  private static Optional<Refusal> refusalOf(Request exchange, HttpServletRequest request) {
    if (length(exchange) > MAX_REQUEST_LINE) {
      return Optional.of(
          new Refusal(
              HttpServletResponse.SC_REQUEST_URI_TOO_LONG,
              "a request line has at most %d characters, as with the gateway"
                  .formatted(MAX_REQUEST_LINE)));
    }
    if (length(exchange.getHttpFields()) > MAX_HEADERS) {
      return Optional.of(
          new Refusal(
              HttpServletResponse.SC_BAD_REQUEST,
              "the headers have at most %d characters, as with the gateway"
                  .formatted(MAX_HEADERS)));
    }
    return reasonToTurnAway(request)
        .map(why -> new Refusal(HttpServletResponse.SC_NOT_IMPLEMENTED, why));
  }

  private static int length(Request request) {
    return "%s %s HTTP/1.1"
        .formatted(request.getMethod(), request.getHttpURI().getPathQuery())
        .length();
  }

  private static int length(HttpFields headers) {
    int sum = 0;
    for (HttpField header : headers) {
      String value = header.getValue();
      sum += header.getName().length() + ": ".length() + (value == null ? 0 : value.length());
    }
    return sum;
  }

  private static Optional<String> reasonToTurnAway(HttpServletRequest request) {
    if (request.getMethod().equals("CONNECT")) {
      // WireMock would open a tunnel.
      return Optional.of("not supported: CONNECT; the mock is not a proxy");
    }
    if (!request.getRequestURI().startsWith("/")) {
      return Optional.of("not supported: OPTIONS *, which names no path");
    }
    if (request.getHeader("Content-Encoding") != null) {
      return Optional.of(
          "not supported: a body with a Content-Encoding; how the gateway treats it is not known");
    }
    if (!isDecodable(request.getQueryString())) {
      return Optional.of(
          "not supported: a percent sign in the query that escapes nothing; how the broker treats it"
              + " is not known. Write a percent sign as %25");
    }
    // WireMock would fail after the state has accepted the order.
    return isCharset(request.getCharacterEncoding())
        ? Optional.empty()
        : Optional.of("not supported: the charset of the Content-Type, which Java does not know");
  }

  private static boolean isCharset(@Nullable String name) {
    try {
      return name == null || Charset.isSupported(name);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }

  private static boolean isDecodable(@Nullable String query) {
    try {
      return query == null || URLDecoder.decode(query, StandardCharsets.UTF_8) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

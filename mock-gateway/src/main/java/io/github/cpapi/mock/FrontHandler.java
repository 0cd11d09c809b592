package io.github.cpapi.mock;

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
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;

/** Turns away what WireMock would answer with a page of its own, before it gets there. */
final class FrontHandler extends HandlerWrapper {

  @Override
  public void handle(
      String target, Request exchange, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Optional<String> why = reasonToTurnAway(request);
    if (why.isEmpty()) {
      super.handle(target, exchange, request, response);
      return;
    }
    int status = HttpServletResponse.SC_NOT_IMPLEMENTED;
    exchange.setHandled(true);
    response.setStatus(status);
    response.setHeader(GatewayTransformer.WHY_HEADER, GatewayTransformer.oneLine(why.get()));
    ExchangeLog.refused(request.getMethod(), request.getRequestURI(), status, why.get());
  }

  private static Optional<String> reasonToTurnAway(HttpServletRequest request) {
    if (request.getMethod().equals("CONNECT")) {
      // WireMock would open a tunnel for it.
      return Optional.of("not played: CONNECT; the mock is no proxy");
    }
    if (!isDecodable(request.getQueryString())) {
      return Optional.of(
          "not played: a percent sign in the query that escapes nothing; what the broker makes of"
              + " it is not known. A percent sign itself is written %25");
    }
    // WireMock would fail over it after the state has taken the order.
    return isCharset(request.getCharacterEncoding())
        ? Optional.empty()
        : Optional.of("not played: the charset of the Content-Type, which Java does not know");
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

package io.github.cpapi.mock.server;

import io.github.cpapi.mock.fault.Fault;
import io.github.cpapi.mock.socket.Sockets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.Connector;
import wiremock.org.eclipse.jetty.server.HttpTransport;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Upgrades {@code /v1/api/ws} to a websocket (RFC 6455, section 4.2). WireMock 3 has no websocket,
 * and Jetty's own modules do not work with the Jetty inside {@code wiremock-standalone}.
 */
final class WebSocketHandler extends HandlerWrapper {

  private static final Pattern PATH = Pattern.compile("/v1/(?:api|portal)/ws");
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String VERSION = "13";
  private static final int KEY_BYTES = 16;

  private final Supplier<Sockets> sockets;
  private final ExchangeLog log;

  WebSocketHandler(Supplier<Sockets> sockets, ExchangeLog log) {
    this.sockets = sockets;
    this.log = log;
  }

  @Override
  public void handle(
      String target, Request exchange, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (!PATH.matcher(request.getRequestURI()).matches()
        || !request.getMethod().equals("GET")
        || !has(request, "Upgrade", "websocket")) {
      super.handle(target, exchange, request, response);
      return;
    }
    exchange.setHandled(true);
    Optional<String> mistake = mistake(request);
    if (mistake.isPresent()) {
      boolean otherVersion = !VERSION.equals(request.getHeader("Sec-WebSocket-Version"));
      response.setHeader("Sec-WebSocket-Version", VERSION);
      refuse(request, response, otherVersion ? 426 : 400, mistake.get(), "");
      return;
    }
    Sockets now = sockets.get();
    if (now.refusal().isPresent()) {
      Fault fault = Fault.SOCKET_REFUSED;
      response.setHeader(ExchangeLog.FAULT_HEADER, fault.toString());
      String why = "fault %s: %s".formatted(fault, fault.description());
      refuse(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, why, fault.toString());
      return;
    }
    Connector server = exchange.getHttpChannel().getConnector();
    request.setAttribute(
        HttpTransport.UPGRADE_CONNECTION_ATTRIBUTE,
        new WebSocketConnection(
            exchange.getHttpChannel().getEndPoint(),
            server.getExecutor(),
            server.getScheduler(),
            now,
            cookies(request)));
    response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
    response.setHeader("Upgrade", "websocket");
    response.setHeader("Connection", "Upgrade");
    response.setHeader("Sec-WebSocket-Accept", accept(request.getHeader("Sec-WebSocket-Key")));
    log.upgrade(
        request.getMethod(),
        request.getRequestURI(),
        HttpServletResponse.SC_SWITCHING_PROTOCOLS,
        "",
        "");
  }

  private void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String why,
      String fault) {
    response.setStatus(status);
    response.setHeader(GatewayTransformer.WHY_HEADER, GatewayTransformer.oneLine(why));
    log.upgrade(request.getMethod(), request.getRequestURI(), status, why, fault);
  }

  private static Optional<String> mistake(HttpServletRequest request) {
    if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
      return Optional.of("Sec-WebSocket-Version: expected 13");
    }
    if (!has(request, "Connection", "upgrade")) {
      return Optional.of("Connection: expected Upgrade");
    }
    return isKey(request.getHeader("Sec-WebSocket-Key"))
        ? Optional.empty()
        : Optional.of("Sec-WebSocket-Key: expected 16 bytes in base64");
  }

  private static boolean isKey(@Nullable String key) {
    try {
      return key != null && Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean has(HttpServletRequest request, String header, String word) {
    return Collections.list(request.getHeaders(header)).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .anyMatch(value -> value.strip().equalsIgnoreCase(word));
  }

  /** Whole headers: the value {@code {"session":"…"}} is not a legal cookie for a servlet. */
  private static List<String> cookies(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Cookie"));
  }

  private static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key.strip() + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}

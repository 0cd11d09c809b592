package io.github.cpapi.mock.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wiremock.jakarta.servlet.RequestDispatcher;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;
import wiremock.org.eclipse.jetty.util.BufferUtil;

/**
 * Reports Jetty's errors in the header instead of a page with a stack trace, which could be taken
 * for the gateway's. Marks the answers that bypass {@link FrontHandler}.
 */
final class JettyErrors extends ErrorHandler {

  private static final Logger LOG = LoggerFactory.getLogger(JettyErrors.class);

  private final ExchangeLog log;

  JettyErrors(ExchangeLog log) {
    this.log = log;
  }

  @Override
  public void handle(
      String target, Request exchange, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    exchange.setHandled(true);
    Throwable failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (failure != null) {
      // Not 500, which could be taken for the broker's.
      response.setStatus(HttpServletResponse.SC_NOT_IMPLEMENTED);
    }
    String why = why(failure, response.getStatus());
    response.setHeader(FrontHandler.MOCK_HEADER, FrontHandler.MOCK);
    response.setHeader(GatewayTransformer.WHY_HEADER, GatewayTransformer.oneLine(why));
    log.refused(request.getMethod(), request.getRequestURI(), response.getStatus(), why);
    if (failure != null && LOG.isDebugEnabled()) {
      LOG.debug("{}", ExchangeLog.masked(why), failure);
    }
  }

  /** For input that is not HTTP, and therefore without a request. */
  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    String why = why(null, status) + (reason == null ? "" : ": " + reason);
    fields.put(FrontHandler.MOCK_HEADER, FrontHandler.MOCK);
    fields.put(GatewayTransformer.WHY_HEADER, GatewayTransformer.oneLine(why));
    log.refused("?", "?", status, why);
    return BufferUtil.EMPTY_BUFFER;
  }

  private static String why(@Nullable Throwable failure, int status) {
    if (failure == null) {
      return "the server below the mock refuses the request with " + status;
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return "the mock fails to handle this request: " + root;
  }
}

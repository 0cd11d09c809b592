package io.github.cpapi.mock.server;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.FaultInjector;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.servlet.FaultInjectorFactory;
import io.github.cpapi.mock.fault.ArmedFault;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.ServletOutputStream;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.server.Connector;
import wiremock.org.eclipse.jetty.server.HttpConnection;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.util.BufferUtil;
import wiremock.org.eclipse.jetty.util.Callback;

/**
 * Sends an answer late, in part or not at all. It stands where WireMock breaks connections: an
 * answer with a fault is handed here and not written.
 *
 * <p>No thread waits with a client. A connection that is to stay silent is left to Jetty's
 * selector, which tells when the client closes it; one that is to be answered late, to Jetty's
 * scheduler.
 */
final class FaultyDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(FaultyDelivery.class);

  /** Where the transformer leaves an answer for the injector, on the same request. */
  private static final String ATTRIBUTE = FaultyDelivery.class.getName();

  private final ResponseDefinition answer;
  private final ArmedFault fault;

  private FaultyDelivery(ResponseDefinition answer, ArmedFault fault) {
    this.answer = answer;
    this.fault = fault;
  }

  /**
   * Leaves an answer to be sent so, and returns what WireMock is to know of it. Called while Jetty
   * handles the request.
   */
  static ResponseDefinition of(ResponseDefinition answer, ArmedFault fault) {
    HttpConnection.getCurrentConnection()
        .getHttpChannel()
        .getRequest()
        .setAttribute(ATTRIBUTE, new FaultyDelivery(answer, fault));
    return ResponseDefinitionBuilder.like(answer)
        .but()
        .withFault(Fault.CONNECTION_RESET_BY_PEER)
        .build();
  }

  /** Sends what was left; what a user's own stub breaks is broken as WireMock does. */
  static FaultInjectorFactory injectors(FaultInjectorFactory wireMocks) {
    return (request, response) -> {
      FaultInjector breaking = wireMocks.buildFaultInjector(request, response);
      return request.getAttribute(ATTRIBUTE) instanceof FaultyDelivery left
          ? new Injector(left, request, response, breaking)
          : breaking;
    };
  }

  /** WireMock asks for a reset, and gets what the fault says. */
  private record Injector(
      FaultyDelivery left,
      HttpServletRequest request,
      HttpServletResponse response,
      FaultInjector breaking)
      implements FaultInjector {

    @Override
    public void connectionResetByPeer() {
      left.send(request, response, breaking);
    }

    @Override
    public void emptyResponseAndCloseConnection() {
      connectionResetByPeer();
    }

    @Override
    public void malformedResponseChunk() {
      connectionResetByPeer();
    }

    @Override
    public void randomDataAndCloseConnection() {
      connectionResetByPeer();
    }
  }

  private void send(
      HttpServletRequest request, HttpServletResponse response, FaultInjector breaking) {
    // Jetty would give up an answer after 30 seconds.
    AsyncContext exchange = request.startAsync();
    exchange.setTimeout(0);
    Request connection = Request.getBaseRequest(request);
    EndPoint client = connection.getHttpChannel().getEndPoint();
    Runnable sending = () -> deliver(exchange, client, response, breaking);
    if (fault.delay().isZero()) {
      sending.run();
      return;
    }
    Connector server = connection.getHttpChannel().getConnector();
    server
        .getScheduler()
        .schedule(
            () -> server.getExecutor().execute(sending),
            fault.delay().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void deliver(
      AsyncContext exchange,
      EndPoint client,
      HttpServletResponse response,
      FaultInjector breaking) {
    try {
      switch (fault.fault().shape()) {
        case WHOLE -> {
          write(response, 1);
          exchange.complete();
        }
        case SILENCE -> leaveOpen(client);
        case HALF -> {
          write(response, 2);
          leaveOpen(client);
        }
        case HALF_THEN_CLOSED -> {
          write(response, 2);
          client.close();
          exchange.complete();
        }
        case RESET -> {
          breaking.connectionResetByPeer();
          exchange.complete();
        }
      }
    } catch (IOException e) {
      LOG.debug("the client did not wait for its answer", e);
      exchange.complete();
    }
  }

  /** Flushed before it is complete, so that it goes out in chunks, as the gateway's answers do. */
  private void write(HttpServletResponse response, int part) throws IOException {
    response.setStatus(answer.getStatus());
    for (HttpHeader header : answer.getHeaders().all()) {
      header.values().forEach(value -> response.addHeader(header.key(), value));
    }
    byte[] body = answer.getByteBody() == null ? new byte[0] : answer.getByteBody();
    // Jetty would end the answer with the connection where the client asks to close it.
    response.setHeader("Transfer-Encoding", "chunked");
    ServletOutputStream out = response.getOutputStream();
    out.write(Arrays.copyOf(body, body.length / part));
    out.flush();
  }

  /** The exchange is never completed. Whatever the client still sends is thrown away. */
  private static void leaveOpen(EndPoint client) {
    client.tryFillInterested(
        new Callback() {
          @Override
          public void succeeded() {
            try {
              if (hasEnded(client)) {
                client.close();
              } else {
                leaveOpen(client);
              }
            } catch (IOException e) {
              client.close(e);
            }
          }

          @Override
          public void failed(Throwable cause) {
            client.close(cause);
          }
        });
  }

  private static boolean hasEnded(EndPoint client) throws IOException {
    int read;
    do {
      // Jetty's own kind of empty buffer: into a plain one it would read nothing.
      read = client.fill(BufferUtil.allocate(1024));
    } while (read > 0);
    return read < 0;
  }
}

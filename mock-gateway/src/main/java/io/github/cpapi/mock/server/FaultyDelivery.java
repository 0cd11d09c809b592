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
 * Sends an answer late, in part or not at all. It replaces WireMock's fault injector, which
 * receives an answer with a fault instead of writing it.
 *
 * <p>No thread waits with a client. Jetty's selector watches a silent connection until the client
 * closes it; Jetty's scheduler sends a late answer.
 */
final class FaultyDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(FaultyDelivery.class);

  /** The request attribute by which the transformer passes the answer to the injector. */
  private static final String ATTRIBUTE = FaultyDelivery.class.getName();

  private final ResponseDefinition answer;
  private final ArmedFault fault;

  private FaultyDelivery(ResponseDefinition answer, ArmedFault fault) {
    this.answer = answer;
    this.fault = fault;
  }

  /**
   * Registers an answer for faulty delivery and returns its definition for WireMock. Called while
   * Jetty handles the request.
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

  /** Delivers registered answers. Faults of a user's own stub are left to WireMock. */
  static FaultInjectorFactory injectors(FaultInjectorFactory wireMocks) {
    return (request, response) -> {
      FaultInjector breaking = wireMocks.buildFaultInjector(request, response);
      return request.getAttribute(ATTRIBUTE) instanceof FaultyDelivery left
          ? new Injector(left, request, response, breaking)
          : breaking;
    };
  }

  /** WireMock requests a reset; this delivers the answer as the fault says. */
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
    // Jetty's default time-out is 30 seconds.
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

  /** Flushed before it is complete, which makes Jetty send chunks, like the gateway. */
  private void write(HttpServletResponse response, int part) throws IOException {
    response.setStatus(answer.getStatus());
    for (HttpHeader header : answer.getHeaders().all()) {
      header.values().forEach(value -> response.addHeader(header.key(), value));
    }
    byte[] body = answer.getByteBody() == null ? new byte[0] : answer.getByteBody();
    // Without this Jetty would not chunk the answer if the client asks to close the connection.
    response.setHeader("Transfer-Encoding", "chunked");
    ServletOutputStream out = response.getOutputStream();
    out.write(Arrays.copyOf(body, body.length / part));
    out.flush();
  }

  /** Never completes the exchange. Discards what the client still sends. */
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
      // Jetty's kind of empty buffer: it does not read into a plain one.
      read = client.fill(BufferUtil.allocate(1024));
    } while (read > 0);
    return read < 0;
  }
}

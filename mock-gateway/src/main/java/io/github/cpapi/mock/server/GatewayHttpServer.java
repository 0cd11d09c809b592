package io.github.cpapi.mock.server;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty.JettyFaultInjectorFactory;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.servlet.FaultInjectorFactory;
import io.github.cpapi.mock.socket.Sockets;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import wiremock.org.eclipse.jetty.http.MetaData;
import wiremock.org.eclipse.jetty.io.Connection;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.server.Connector;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.HttpChannelOverHttp;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;
import wiremock.org.eclipse.jetty.server.HttpConnection;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.server.SslConnectionFactory;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;
import wiremock.org.eclipse.jetty.util.Callback;

/**
 * WireMock's server with the behaviour of the gateway: only TLS 1.2, no answer to {@code Expect:
 * 100-continue}, no error pages of the server, the status phrases of Netty, no time-out of idle
 * connections.
 */
public class GatewayHttpServer extends Jetty11HttpServer {

  /** In an observation of 300 s the gateway closed no idle connection. */
  private static final long NO_TIMEOUT = 0;

  /**
   * The maximum silence of a client within the body of a request, in milliseconds. A thread waits
   * for the body: without a limit stalled clients would block all threads.
   */
  private static final long BODY_TIMEOUT = Duration.ofSeconds(30).toMillis();

  /**
   * The superclass's constructor creates the server without starting it.
   *
   * @param certificate null for plain HTTP
   */
  public GatewayHttpServer(
      Options options,
      AdminRequestHandler admin,
      StubRequestHandler stubs,
      ExchangeLog log,
      Supplier<Sockets> sockets,
      @Nullable GatewayCertificate certificate) {
    super(options, admin, stubs);
    JettyErrors errors = new JettyErrors(log);
    jettyServer.setErrorHandler(errors);
    for (Handler context : jettyServer.getChildHandlersByClass(ServletContextHandler.class)) {
      ((ServletContextHandler) context).setErrorHandler(errors);
      installFaultyDelivery((ServletContextHandler) context);
    }
    WebSocketHandler webSocket = new WebSocketHandler(sockets, log);
    webSocket.setHandler(jettyServer.getHandler());
    FrontHandler front = new FrontHandler(log);
    front.setHandler(webSocket);
    jettyServer.setHandler(front);
    for (Connector connector : jettyServer.getConnectors()) {
      behaveLikeTheGateway((ServerConnector) connector);
    }
    if (certificate != null) {
      // Instead of the key that WireMock would read from a file.
      httpsConnector
          .getConnectionFactory(SslConnectionFactory.class)
          .getSslContextFactory()
          .setSslContext(certificate.sslContext());
    }
  }

  /** Only the context of the stubs has a fault injector. */
  private static void installFaultyDelivery(ServletContextHandler context) {
    String injectors = JettyFaultInjectorFactory.class.getName();
    if (context.getAttribute(injectors) instanceof FaultInjectorFactory wireMocks) {
      context.setAttribute(injectors, FaultyDelivery.injectors(wireMocks));
    }
  }

  static void behaveLikeTheGateway(ServerConnector connector) {
    connector.setIdleTimeout(NO_TIMEOUT);
    SslConnectionFactory tls = connector.getConnectionFactory(SslConnectionFactory.class);
    if (tls != null) {
      tls.getSslContextFactory().setIncludeProtocols("TLSv1.2");
    }
    HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
    connector.addConnectionFactory(new GatewayConnectionFactory(http.getHttpConfiguration()));
  }

  /**
   * Creates connections that never send the 100 that {@code Expect: 100-continue} asks for, and
   * that use Netty's status phrases.
   */
  private static final class GatewayConnectionFactory extends HttpConnectionFactory {

    GatewayConnectionFactory(HttpConfiguration configuration) {
      super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
      HttpConnection connection =
          new HttpConnection(getHttpConfiguration(), connector, endPoint, false) {
            @Override
            public void send(
                MetaData.Request request,
                MetaData.@Nullable Response response,
                @Nullable ByteBuffer content,
                boolean last,
                Callback callback) {
              super.send(request, withPhrase(response), content, last, callback);
            }

            @Override
            protected HttpChannelOverHttp newHttpChannel() {
              return new HttpChannelOverHttp(
                  this, connector, getHttpConfiguration(), endPoint, this) {
                @Override
                public boolean isExpecting100Continue() {
                  return false;
                }

                @Override
                public boolean headerComplete() {
                  endPoint.setIdleTimeout(BODY_TIMEOUT);
                  return super.headerComplete();
                }

                @Override
                public boolean messageComplete() {
                  endPoint.setIdleTimeout(NO_TIMEOUT);
                  return super.messageComplete();
                }
              };
            }
          };
      return configure(connection, connector, endPoint);
    }

    /** A user's own stub may set another phrase. Null if the head is already sent. */
    private static MetaData.@Nullable Response withPhrase(MetaData.@Nullable Response response) {
      return response == null || response.getReason() != null
          ? response
          : new MetaData.Response(
              response.getHttpVersion(),
              response.getStatus(),
              StatusPhrases.of(response.getStatus()),
              response.getFields(),
              response.getContentLength(),
              response.getTrailerSupplier());
    }
  }
}

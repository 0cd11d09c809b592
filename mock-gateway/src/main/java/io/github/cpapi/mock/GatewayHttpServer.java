package io.github.cpapi.mock;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
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

/**
 * WireMock's server with the gateway's habits: TLS 1.2 alone, no word to {@code Expect:
 * 100-continue}, no page of the server's own.
 */
final class GatewayHttpServer extends Jetty11HttpServer {

  /** The superclass's constructor has put the server together, and does not start it. */
  GatewayHttpServer(
      Options options, AdminRequestHandler admin, StubRequestHandler stubs, ExchangeLog log) {
    super(options, admin, stubs);
    WhyInsteadOfPages errors = new WhyInsteadOfPages(log);
    jettyServer.setErrorHandler(errors);
    for (Handler context : jettyServer.getChildHandlersByClass(ServletContextHandler.class)) {
      ((ServletContextHandler) context).setErrorHandler(errors);
    }
    FrontHandler front = new FrontHandler(log);
    front.setHandler(jettyServer.getHandler());
    jettyServer.setHandler(front);
    for (Connector connector : jettyServer.getConnectors()) {
      behaveLikeTheGateway((ServerConnector) connector);
    }
  }

  private static void behaveLikeTheGateway(ServerConnector connector) {
    SslConnectionFactory tls = connector.getConnectionFactory(SslConnectionFactory.class);
    if (tls != null) {
      tls.getSslContextFactory().setIncludeProtocols("TLSv1.2");
    }
    HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
    connector.addConnectionFactory(new SilentConnectionFactory(http.getHttpConfiguration()));
  }

  /** Makes connections that never send the 100 for which {@code Expect: 100-continue} waits. */
  private static final class SilentConnectionFactory extends HttpConnectionFactory {

    SilentConnectionFactory(HttpConfiguration configuration) {
      super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
      HttpConnection connection =
          new HttpConnection(getHttpConfiguration(), connector, endPoint, false) {
            @Override
            protected HttpChannelOverHttp newHttpChannel() {
              return new HttpChannelOverHttp(
                  this, connector, getHttpConfiguration(), endPoint, this) {
                @Override
                public boolean isExpecting100Continue() {
                  return false;
                }
              };
            }
          };
      return configure(connection, connector, endPoint);
    }
  }
}

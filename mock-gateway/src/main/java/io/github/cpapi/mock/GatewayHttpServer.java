package io.github.cpapi.mock;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty.JettyFaultInjectorFactory;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.servlet.FaultInjectorFactory;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;

/** WireMock's server, which never shows a page of Jetty's. */
final class GatewayHttpServer extends Jetty11HttpServer {

  GatewayHttpServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
    super(options, admin, stubs);
  }

  /** The superclass's constructor calls this: nothing here may need a field. */
  @Override
  protected Handler createHandler(
      Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
    FrontHandler front = new FrontHandler();
    front.setHandler(super.createHandler(options, admin, stubs));
    return front;
  }

  @Override
  protected void applyAdditionalServerConfiguration(Server server, Options options) {
    super.applyAdditionalServerConfiguration(server, options);
    server.setErrorHandler(new WhyInsteadOfPages());
  }

  @Override
  protected void decorateMockServiceContextAfterConfig(ServletContextHandler context) {
    super.decorateMockServiceContextAfterConfig(context);
    context.setErrorHandler(new WhyInsteadOfPages());
    String injectors = JettyFaultInjectorFactory.class.getName();
    context.setAttribute(
        injectors,
        TroubledDelivery.injectors((FaultInjectorFactory) context.getAttribute(injectors)));
  }

  @Override
  protected void decorateAdminServiceContextAfterConfig(ServletContextHandler context) {
    super.decorateAdminServiceContextAfterConfig(context);
    context.setErrorHandler(new WhyInsteadOfPages());
  }
}

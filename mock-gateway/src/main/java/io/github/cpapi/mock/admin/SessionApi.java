package io.github.cpapi.mock.admin;

import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.github.cpapi.mock.simulation.Simulation;

/** Logs the mock in and out and resets it by HTTP. */
public final class SessionApi implements AdminApiExtension {

  private final Simulation simulation;

  public SessionApi(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public String getName() {
    return "cpapi-session";
  }

  @Override
  public void contributeAdminApiRoutes(Router router) {
    router.add(
        RequestMethod.POST,
        "/cpapi/login",
        (admin, exchange, path) -> login(exchange.getRequest().queryParameter("brokerage")));
    // WireMock finds the path of a task by the task's class, so each route needs its own lambda.
    router.add(
        RequestMethod.POST,
        "/cpapi/logout",
        (admin, exchange, path) -> AdminAnswers.done(simulation::logout));
    router.add(
        RequestMethod.POST,
        "/cpapi/reset",
        (admin, exchange, path) -> AdminAnswers.done(simulation::reset));
  }

  private ResponseDefinition login(QueryParameter brokerage) {
    String wanted = brokerage.isPresent() ? brokerage.firstValue() : "true";
    return switch (wanted) {
      case "true" -> AdminAnswers.done(() -> simulation.login(true));
      case "false" -> AdminAnswers.done(() -> simulation.login(false));
      case "held" -> AdminAnswers.done(simulation::loginHeldElsewhere);
      default ->
          AdminAnswers.wrong("brokerage: expected one of true, false, held, but got " + wanted);
    };
  }
}

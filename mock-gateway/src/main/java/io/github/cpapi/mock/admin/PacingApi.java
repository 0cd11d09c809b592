package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import io.github.cpapi.mock.fault.Pacing;
import io.github.cpapi.mock.simulation.Simulation;
import java.util.Arrays;
import java.util.Locale;

/** Reads and sets the rate limits by HTTP: {@code /__admin/cpapi/pacing}. */
public final class PacingApi implements AdminApiExtension {

  private static final String PATH = "/cpapi/pacing";

  private final Simulation simulation;

  public PacingApi(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public String getName() {
    return "cpapi-pacing";
  }

  @Override
  public void contributeAdminApiRoutes(Router router) {
    router.add(RequestMethod.GET, PATH, (admin, exchange, path) -> AdminAnswers.json(show()));
    router.add(
        RequestMethod.POST,
        PATH,
        (admin, exchange, path) -> AdminAnswers.done(exchange.getRequest(), this::set));
  }

  private JsonNode show() {
    return JsonNodeFactory.instance.objectNode().put("pacing", word(simulation.pacing()));
  }

  private void set(AdminRequestBody body) {
    JsonNode wanted = body.oneOf("pacing").getValue();
    simulation.pace(
        Arrays.stream(Pacing.values())
            .filter(pacing -> word(pacing).equals(wanted.asText()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "pacing: expected one of unlimited, documented, but got " + wanted)));
  }

  private static String word(Pacing pacing) {
    return pacing.name().toLowerCase(Locale.ROOT);
  }
}

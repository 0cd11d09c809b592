package io.github.cpapi.mock.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.admin.Router;
import com.github.tomakehurst.wiremock.extension.AdminApiExtension;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import io.github.cpapi.mock.simulation.Simulation;
import java.math.BigDecimal;

/** Moves reference prices by HTTP: {@code /__admin/cpapi/prices}. */
public final class PricesApi implements AdminApiExtension {

  private final Simulation simulation;

  public PricesApi(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public String getName() {
    return "cpapi-prices";
  }

  @Override
  public void contributeAdminApiRoutes(Router router) {
    router.add(
        RequestMethod.POST,
        "/cpapi/prices",
        (admin, exchange, path) -> AdminAnswers.json(exchange.getRequest(), this::move));
  }

  private JsonNode move(AdminRequestBody body) {
    long conid = body.having("conid", "price").wholeNumber("conid");
    BigDecimal price =
        body.number("price")
            .orElseThrow(
                () -> new IllegalArgumentException("price: expected a number, but got nothing"));
    simulation.movePrice(conid, price);
    return JsonNodeFactory.instance.objectNode().put("conid", conid).put("price", price);
  }
}

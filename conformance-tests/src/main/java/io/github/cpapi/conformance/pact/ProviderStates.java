package io.github.cpapi.conformance.pact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.conformance.RawGateway;
import io.github.cpapi.conformance.gateway.Connection;
import io.github.cpapi.contract.KnownQuestion;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.MockGateway;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Brings a gateway into the states of the pact, through its API as any program would. Only a mock
 * that the kit started can be told to play a recording.
 */
final class ProviderStates {

  private static final int MAX_READS = 4;
  private static final int MAX_QUESTIONS = 20;
  private static final String FORCED = "00000000-0000-4000-8000-000000000000";
  private static final MediaType JSON = MediaType.get("application/json");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String FAR_LIMIT =
      "{'orders':[{'conid':265598,'orderType':'LMT','price':1,'side':'BUY','tif':'DAY','quantity':1,'cOID':'%s'}]}";

  private final Connection connection;
  private final OkHttpClient http;
  private final RawGateway gateway;
  private final Optional<MockGateway> mock;
  private int orders;

  /**
   * Prepares.
   *
   * @param mock if the kit started the gateway
   */
  ProviderStates(Connection connection, Optional<MockGateway> mock) {
    this.connection = connection;
    this.http = connection.http();
    this.gateway = new RawGateway(connection);
    this.mock = mock;
  }

  /** The state is not offered by this gateway; the message says why. */
  static final class NotOfferedException extends Exception {
    private static final long serialVersionUID = 1L;

    NotOfferedException(String reason) {
      super(reason);
    }
  }

  /**
   * Arranges a state.
   *
   * @param parameters those of the state in the pact
   * @return the values for the request
   * @throws AssertionError if the gateway does not do its part
   */
  Map<String, Object> arrange(ProviderState state, Map<String, ?> parameters)
      throws NotOfferedException, IOException {
    forget();
    gateway.get("/iserver/accounts");
    Map<String, Object> values = new HashMap<>();
    values.put("account", connection.account());
    values.put("clientOrderId", newName());
    switch (state) {
      case QUERIED -> {}
      case WORKING -> values.put("orderId", workingOrder());
      case LISTED -> values.put("orderId", listedOrder());
      case ASKED -> values.put("replyId", openQuestion(String.valueOf(parameters.get("open"))));
      case OPTION -> values.putAll(option(String.valueOf(parameters.get("symbol"))));
      case PLAYED -> {
        play(
            String.valueOf(parameters.get("operation")),
            String.valueOf(parameters.get("recording")));
        values.put("orderId", "1");
        values.put("replyId", "any");
      }
    }
    return values;
  }

  private String newName() {
    orders++;
    return connection.tag() + "-pact-" + orders;
  }

  private JsonNode placed() {
    return gateway
        .post(
            "/iserver/account/" + connection.account() + "/orders", FAR_LIMIT.formatted(newName()))
        .json()
        .path(0);
  }

  private JsonNode confirmed(JsonNode question) throws NotOfferedException {
    if (!KnownQuestion.asksOnlyKnown(question)) {
      throw new NotOfferedException(
          "the gateway asked what the contract does not have, so it got no yes: " + question);
    }
    String path = "/iserver/reply/" + question.path("id").asText();
    return gateway.post(path, "{'confirmed':true}").json().path(0);
  }

  private String workingOrder() throws NotOfferedException {
    JsonNode row = placed();
    for (int i = 0; row.path("message").isArray() && i < MAX_QUESTIONS; i++) {
      row = confirmed(row);
    }
    if (!row.has("order_id")) {
      throw new AssertionError("a far limit was not acknowledged, but answered with " + row);
    }
    return row.path("order_id").asText();
  }

  private String listedOrder() throws NotOfferedException {
    String orderId = workingOrder();
    for (int i = 0; i < MAX_READS; i++) {
      JsonNode answer =
          gateway.get("/iserver/account/orders?accountId=" + connection.account()).json();
      if (StreamSupport.stream(answer.path("orders").spliterator(), false)
          .anyMatch(row -> row.path("orderId").asText().equals(orderId))) {
        return orderId;
      }
    }
    throw new AssertionError("an acknowledged order is not in the list of live orders");
  }

  private String openQuestion(String category) throws NotOfferedException {
    JsonNode row = placed();
    for (int i = 0; row.path("message").isArray() && i < MAX_QUESTIONS; i++) {
      if (row.at("/messageIds/0").asText().equals(category)) {
        return row.path("id").asText();
      }
      row = confirmed(row);
    }
    throw new NotOfferedException("the gateway does not ask " + category + " about a far limit");
  }

  private Map<String, String> option(String symbol) throws NotOfferedException {
    JsonNode match = gateway.get("/iserver/secdef/search?symbol=" + symbol).json().path(0);
    String conid = match.path("conid").asText();
    String month =
        StreamSupport.stream(match.path("sections").spliterator(), false)
            .filter(section -> section.path("secType").asText().equals("OPT"))
            .map(section -> section.path("months").asText().replaceAll(";.*", ""))
            .filter(first -> !first.isEmpty())
            .findFirst()
            .orElseThrow(() -> new NotOfferedException("no options of " + symbol + " are listed"));
    String strikes = "/iserver/secdef/strikes?conid=%s&sectype=OPT&month=%s";
    JsonNode calls = gateway.get(strikes.formatted(conid, month)).json().path("call");
    if (calls.isEmpty()) {
      throw new NotOfferedException("no calls of " + symbol + " are listed for " + month);
    }
    String strike = calls.get(calls.size() / 2).decimalValue().stripTrailingZeros().toPlainString();
    return Map.of("conid", conid, "month", month, "strike", strike);
  }

  /** Makes a recording the answer to an operation, even a recording of another operation. */
  private void play(String operationId, String recording) throws NotOfferedException, IOException {
    if (mock.isEmpty()) {
      throw new NotOfferedException(
          "only a mock that the kit starts can be told to answer this way (" + recording + ")");
    }
    Operation operation = Spec.load().operation(operationId);
    ObjectNode stub = MAPPER.createObjectNode().put("id", FORCED);
    stub.putObject("request")
        .put("method", operation.method())
        .put("urlPathPattern", "/v1/api" + operation.template().regex());
    stub.set("response", Recordings.load().get(recording).stub().get("response"));
    admin("POST", "", RequestBody.create(stub.toString(), JSON));
  }

  /** Takes back what an earlier state arranged in the mock. */
  private void forget() throws IOException {
    if (mock.isPresent()) {
      admin("DELETE", "/" + FORCED, null);
      mock.get().reset();
    }
  }

  private void admin(String method, String path, @Nullable RequestBody body) throws IOException {
    String mappings = connection.baseUrl().replace("/v1/api", "/__admin/mappings");
    Request request = new Request.Builder().url(mappings + path).method(method, body).build();
    http.newCall(request).execute().close();
  }
}

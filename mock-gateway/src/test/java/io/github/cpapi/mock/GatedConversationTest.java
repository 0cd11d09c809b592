package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.mock.leak.Leak;
import io.github.cpapi.mock.leak.LeakGate;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A conversation with the mock")
class GatedConversationTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The day of the shipped recordings. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T14:30:00Z"), ZoneOffset.UTC);

  private static final Set<String> OF_THE_MOCK =
      Set.of(
          "x-mock-gateway",
          "x-mock-recording",
          "x-mock-why",
          "matched-stub-id",
          "matched-stub-name",
          "transfer-encoding",
          "connection",
          "date");

  private static final Pattern REPLY_ID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Pattern ORDER_ID =
      Pattern.compile("(?<=(?:order_?[iI]d|status)[\"/]{1,2}[: ]?\"?)\\d{9,10}");

  private static final Pattern EXECUTION_ID =
      Pattern.compile("[0-9a-f]{8}\\.[0-9a-f]{8}\\.\\d\\d\\.\\d\\d");

  private final Map<String, String> placeholders = new HashMap<>();
  private final List<Leak> leaks = new ArrayList<>();
  private int examined;

  @Test
  @DisplayName("passes the leak gate when its ids are placeholders")
  void passes() {
    try (MockGateway mock = MockGateway.start(MockGatewayOptions.defaults().http().clock(CLOCK))) {
      Caller caller = new Caller(HttpClient.newHttpClient(), mock.baseUrl(), "DU1234567", false);
      for (String path :
          List.of(
              "/iserver/accounts",
              "/sso/validate",
              "/portfolio/accounts",
              "/portfolio/DU1234567/positions/0",
              "/portfolio/DU1234567/ledger",
              "/portfolio/DU1234567/summary",
              "/iserver/secdef/search?symbol=AAPL",
              "/iserver/secdef/search?symbol=IBM",
              "/trsrv/stocks?symbols=AAPL,IBM",
              "/trsrv/futures?symbols=ES",
              "/iserver/contract/265598/info",
              "/iserver/contract/8314/info-and-rules?isBuy=true",
              "/iserver/contract/265598/algos",
              "/iserver/currency/pairs?currency=USD",
              "/iserver/exchangerate?source=USD&target=EUR",
              "/iserver/account/trades",
              "/iserver/marketdata/snapshot?conids=265598&fields=31,84,86",
              "/iserver/unknown")) {
        examine("GET", path, "", caller.get(path));
      }
      examine("POST", "/tickle", "", caller.post("/tickle", ""));
      examine("POST", "/iserver/auth/status", "", caller.post("/iserver/auth/status", ""));
      for (String ticket : List.of(Caller.MARKET, Caller.FAR_LIMIT, Caller.NEAR_LIMIT)) {
        chain(caller, ticket);
      }
      for (int i = 0; i < 2; i++) {
        examine("GET", "/iserver/account/orders", "", caller.get("/iserver/account/orders"));
      }
      examine("GET", "/iserver/account/trades", "", caller.get("/iserver/account/trades"));
    }

    assertThat(examined).isGreaterThan(30);
    assertThat(leaks).isEmpty();
  }

  private void chain(Caller caller, String ticket) {
    String path = "/iserver/account/DU1234567/orders";
    String body = "{\"orders\":[{" + ticket + "}]}";
    Exchange answer = caller.post(path, body);
    examine("POST", path, body, answer);
    while (answer.body().contains("messageIds")) {
      path = "/iserver/reply/" + answer.replyId();
      body = "{\"confirmed\":true}";
      answer = caller.post(path, body);
      examine("POST", path, body, answer);
    }
    path = "/iserver/account/order/status/" + answer.orderId();
    examine("GET", path, "", caller.get(path));
  }

  private void examine(String method, String path, String body, Exchange answer) {
    ObjectNode stub = JSON.createObjectNode();
    stub.putObject("request")
        .put("method", method)
        .put("urlPath", "/v1/api" + path)
        .put("body", body);
    ObjectNode response = stub.putObject("response").put("status", answer.status());
    ObjectNode headers = response.putObject("headers");
    answer
        .response()
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_THE_MOCK.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values.get(0));
              }
            });
    try {
      response.set("jsonBody", JSON.readTree(answer.body()));
    } catch (JsonProcessingException e) {
      response.put("body", answer.body());
    }
    String masked = stub.toString();
    masked = masked(REPLY_ID, masked, "00000000-0000-4000-8000-%012d");
    masked = masked(ORDER_ID, masked, "1%09d");
    masked = masked(EXECUTION_ID, masked, "00000000.00000000.%02d.01");
    examined++;
    leaks.addAll(
        LeakGate.standard().leaks("orders/status.json", masked.getBytes(StandardCharsets.UTF_8)));
  }

  private String masked(Pattern ids, String text, String placeholder) {
    return ids.matcher(text)
        .replaceAll(
            id ->
                placeholders.computeIfAbsent(
                    id.group(), value -> placeholder.formatted(placeholders.size() + 1)));
  }
}

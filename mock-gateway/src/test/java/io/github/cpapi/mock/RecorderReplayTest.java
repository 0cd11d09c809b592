package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.mock.record.Recorder;
import io.github.cpapi.mock.record.RecordingDiff;
import io.github.cpapi.mock.scenario.Scenario;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A recorded session")
class RecorderReplayTest {

  private static final String OTHER_ACCOUNT = "DU7654321";

  @TempDir private Path parent;

  @Test
  @DisplayName("replays with the program that was recorded, under another account")
  void replays() throws Exception {
    Path folder = recorded(OTHER_ACCOUNT);
    MockGatewayOptions options = MockGatewayOptions.defaults().http().recordings(folder);
    Scenario replay = Scenario.read(folder.resolve(Recorder.SCENARIO), options.recordings());
    try (MockGateway mock = MockGateway.start(options.scenario(replay))) {
      Caller caller =
          new Caller(HttpClient.newHttpClient(), mock.baseUrl(), Recording.ACCOUNT, false);

      program(caller);

      assertThat(mock.exchanges())
          .allSatisfy(exchange -> assertThat(exchange.toString()).contains("recorded-"));
    }
  }

  @Test
  @DisplayName("of a mock tells nothing new about contract and mock")
  void nothingNew() throws Exception {
    Path folder = recorded(Recording.ACCOUNT);

    assertThat(RecordingDiff.of(folder).findings()).isEmpty();
  }

  private Path recorded(String account) throws Exception {
    try (MockGateway mock =
        MockGateway.start(MockGatewayOptions.defaults().accounts(account).seed(7))) {
      RecordedSession session = new RecordedSession(mock, parent, account);
      try (session) {
        program(session.caller());
      }
      assertThat(session.quarantine()).isEmpty();
      return session.folder();
    }
  }

  /** A question chain, a bracket, a change, cancellations and reports, each answer checked. */
  private static void program(Caller caller) {
    caller.get("/iserver/accounts");
    caller.liveOrders();
    new QuestionChains((call, nanos) -> {}).hold(caller, 1);

    Exchange bracket =
        caller.confirm(
            caller.placeAll(
                Caller.FAR_LIMIT + ",\"cOID\":\"entry-7\"",
                "\"conid\":265598,\"orderType\":\"STP\",\"side\":\"SELL\",\"quantity\":1,"
                    + "\"price\":0.50,\"tif\":\"GTC\",\"parentId\":\"entry-7\""));
    String entry = "";
    String stop = "";
    for (JsonNode row : bracket.json()) {
      if (row.path("local_order_id").asText().equals("entry-7")) {
        entry = row.path("order_id").asText();
      } else {
        stop = row.path("order_id").asText();
      }
    }
    for (JsonNode row : bracket.json()) {
      if (row.has("parent_order_id")) {
        assertThat(row.path("parent_order_id").asText()).isEqualTo(entry);
      }
    }
    assertThat(List.of(entry, stop)).doesNotContain("");

    Exchange changed =
        caller.confirm(
            caller.modify(
                entry, Caller.FAR_LIMIT.replace("1.00", "1.10") + ",\"cOID\":\"entry-7\""));
    assertThat(changed.orderId()).isEqualTo(entry);
    JsonNode order = null;
    for (JsonNode row : caller.rows()) {
      order = row.path("orderId").asText().equals(entry) ? row : order;
    }
    assertThat(order).isNotNull();
    assertThat(order.path("order_ref").asText()).isEqualTo("entry-7");
    assertThat(order.path("acct").asText()).isEqualTo(caller.account());
    assertThat(caller.cancel(entry).json().path("order_id").asText()).isEqualTo(entry);

    Exchange filled = caller.placeAndConfirm(Caller.MARKET + ",\"cOID\":\"now-1\"");
    caller.get("/iserver/account/trades");
    JsonNode trade = null;
    for (JsonNode row : caller.get("/iserver/account/trades").json()) {
      trade = row.path("order_ref").asText().equals("now-1") ? row : trade;
    }
    assertThat(trade).isNotNull();
    assertThat(caller.status(filled.orderId()).json().path("order_status").asText())
        .isEqualTo("Filled");
  }
}

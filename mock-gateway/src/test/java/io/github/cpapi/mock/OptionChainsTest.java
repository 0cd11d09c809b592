package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An option chain of the mock")
class OptionChainsTest extends IsolatedMock {

  @ParameterizedTest
  @ValueSource(strings = {"AAPL", "SPY"})
  @DisplayName("is complete for every month of the search: strikes, contracts, descriptions, rules")
  void complete(String symbol) {
    JsonNode underlying = search(symbol);
    long conid = underlying.path("conid").asLong();
    List<String> months = months(underlying);

    assertThat(months).hasSizeGreaterThan(2);
    for (String month : months) {
      JsonNode strikes = caller.get(strikes(conid, month)).json();
      assertThat(strikes.path("call")).as(month).hasSizeGreaterThan(5);
      assertThat(strikes.path("put")).as(month).isEqualTo(strikes.path("call"));
    }
    for (String month : months.subList(0, 2)) {
      JsonNode strikes = caller.get(strikes(conid, month)).json();
      for (JsonNode strike : strikes.path("call")) {
        check(option(conid, month, strike, "C"), conid, strike, "CALL");
        check(option(conid, month, strike, "P"), conid, strike, "PUT");
      }
    }
  }

  private void check(JsonNode option, long underlying, JsonNode strike, String right) {
    String conid = option.path("conid").asText();
    Exchange info = caller.get("/iserver/contract/" + conid + "/info");
    JsonNode both = caller.get("/iserver/contract/" + conid + "/info-and-rules?isBuy=true").json();
    JsonNode rules =
        caller
            .post("/iserver/contract/rules", "{\"conid\":%s,\"isBuy\":true}".formatted(conid))
            .json();
    JsonNode definition = caller.get("/trsrv/secdef?conids=" + conid).json().at("/secdef/0");

    assertThat(option.path("strike")).isEqualTo(strike);
    assertThat(info.why()).contains("constructed from the scenario");
    assertThat(info.json().path("con_id").asText()).isEqualTo(conid);
    assertThat(info.json().path("underlying_con_id").asLong()).isEqualTo(underlying);
    assertThat(info.json().path("right").asText()).isEqualTo(right);
    assertThat(info.json().path("strike").asDouble()).isEqualTo(strike.asDouble());
    assertThat(info.json().path("maturity_date")).isEqualTo(option.path("maturityDate"));
    assertThat(rules.path("increment").isNumber()).isTrue();
    assertThat(both.path("rules")).isEqualTo(rules);
    assertThat(both.path("text")).isEqualTo(info.json().path("text"));
    assertThat(definition.path("undConid").asLong()).isEqualTo(underlying);
    assertThat(definition.path("putOrCall").asText()).isEqualTo(right.substring(0, 1));
  }

  @Test
  @DisplayName("spells its contracts like options on the wire")
  void spelling() {
    search("SPY");
    JsonNode option =
        caller.get(derivatives(756733, "OPT", "JUN26") + "&strike=600&right=C").json().get(0);
    JsonNode info =
        caller.get("/iserver/contract/" + option.path("conid").asText() + "/info").json();

    assertThat(option.path("desc2").asText()).isEqualTo("JUN 18 '26 600 Call");
    assertThat(option.path("maturityDate").asText()).isEqualTo("20260618");
    assertThat(info.path("local_symbol").asText()).isEqualTo("SPY   260618C00600000");
    assertThat(info.path("contract_month").asText()).isEqualTo("202606");
  }

  @Test
  @DisplayName("has the recorded strikes if there are any, and says so if there are none")
  void provenance() {
    search("SPY");

    assertThat(caller.get(strikes(756733, "JUN26")).recording()).isEqualTo("contracts/strikes");
    assertThat(caller.get(strikes(756733, "JUL26")).recording())
        .isEqualTo("contracts/strikes-constructed");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'8314, OPT, APR24',      IBM",
    "'532640894, OPT, MAY26', AAPL",
    "'14204, OPT, APR26',     SAP",
    "'265598, WAR, MAR26',    AAPL",
    "'272093, OPT, JAN27',    MSFT",
    "'11004968, FOP, JUN26',  ES"
  })
  @DisplayName("that cannot be played is 501 with the reason, and never an empty list")
  void unplayable(String series, String symbol) {
    String[] parts = series.split(", ");
    long conid = Long.parseLong(parts[0]);
    search(symbol);

    Exchange strikes =
        caller.get(
            "/iserver/secdef/strikes?conid=%d&sectype=%s&month=%s"
                .formatted(conid, parts[1], parts[2]));
    Exchange options = caller.get(derivatives(conid, parts[1], parts[2]) + "&strike=190&right=C");

    assertThat(List.of(strikes.status(), options.status())).containsExactly(501, 501);
    assertThat(strikes.why())
        .contains(
            "not supported: %s %s of conid %d; the scenario".formatted(parts[1], parts[2], conid));
    assertThat(options.why()).isEqualTo(strikes.why());
  }

  @Test
  @DisplayName("has both rights of a strike if none is requested")
  void bothRights() {
    assertThat(caller.get(derivatives(265598, "OPT", "APR26") + "&strike=190").json())
        .extracting(option -> option.path("right").asText())
        .containsExactly("C", "P");
  }

  @Test
  @DisplayName("is not shown any more in the session after a logout (Q72)")
  void forgotten() {
    search("SPY");
    caller.post("/logout", "");
    gateway.login();

    assertThat(caller.get(strikes(756733, "JUN26")).json().path("call")).isEmpty();
  }

  @Test
  @DisplayName("can be a scenario's own, also on a contract with a recorded search")
  void own() {
    gateway.play(
        Scenario.written(
            "mine",
            """
            description: Options that expire in 2030.
            extends: fresh-paper-account
            optionChains:
              - {underlying: 265598, firstConid: 1, listing: CBOE, tick: 0.05, multiplier: 100,
                 timeValue: 1, expiries: [20300118], strikes: [187.5]}
            """));

    assertThat(months(search("AAPL"))).contains("APR26", "JAN30");
    assertThat(caller.get(strikes(265598, "APR26")).status()).isEqualTo(501);
    assertThat(caller.get(strikes(265598, "JAN30")).json().path("put").toString())
        .isEqualTo("[187.5]");
    assertThat(
            caller
                .get(derivatives(265598, "OPT", "JAN30") + "&strike=187.5&right=P")
                .json()
                .at("/0/conid")
                .asInt())
        .isEqualTo(2);
  }

  private JsonNode search(String symbol) {
    return caller.get("/iserver/secdef/search?symbol=" + symbol).json().get(0);
  }

  private static List<String> months(JsonNode underlying) {
    List<String> months = new ArrayList<>();
    for (JsonNode section : underlying.path("sections")) {
      if (section.path("secType").asText().equals("OPT")) {
        months.addAll(List.of(section.path("months").asText().split(";")));
      }
    }
    return months;
  }

  private JsonNode option(long conid, String month, JsonNode strike, String right) {
    String query = derivatives(conid, "OPT", month) + "&strike=" + strike + "&right=" + right;
    JsonNode options = caller.get(query).json();
    assertThat(options).as(query).hasSize(1);
    return options.get(0);
  }

  private static String strikes(long conid, String month) {
    return "/iserver/secdef/strikes?conid=%d&sectype=OPT&month=%s".formatted(conid, month);
  }

  private static String derivatives(long conid, String secType, String month) {
    return "/iserver/secdef/info?conid=%d&sectype=%s&month=%s".formatted(conid, secType, month);
  }
}

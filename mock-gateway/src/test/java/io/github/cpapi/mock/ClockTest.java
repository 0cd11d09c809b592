package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The clock of a mock")
class ClockTest extends FaultyMock {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  @DisplayName("can be set, and orders have its time")
  void set() {
    assertThat(admin.post("/clock", "{\"freeze\":true}").status()).isEqualTo(204);
    assertThat(admin.post("/clock", "{\"set\":\"2026-11-20T14:30:00Z\"}").status()).isEqualTo(204);

    caller.placeAndConfirm(Caller.NEAR_LIMIT);

    assertThat(caller.firstLiveOrder().path("lastExecutionTime").asText())
        .isEqualTo("261120143000");
  }

  @Test
  @DisplayName("advances from its current time, frozen or not")
  void advance() {
    gateway.clock().freeze();
    gateway.clock().set(NOON);
    admin.post("/clock", "{\"advance\":\"PT10M\"}");

    assertThat(admin.get("/clock").json().toString())
        .isEqualTo("{\"time\":\"2026-11-20T12:10:00Z\",\"frozen\":true}");
    admin.post("/clock", "{\"freeze\":false}");
    assertThat(gateway.clock().instant()).isAfterOrEqualTo(NOON.plus(Duration.ofMinutes(10)));
    assertThat(admin.get("/clock").json().path("frozen").asBoolean(true)).isFalse();
  }

  @Test
  @DisplayName("is based on the clock of the options, also after a reset")
  void startedWith() {
    MockGatewayOptions options =
        MockGatewayOptions.defaults().http().clock(Clock.fixed(NOON, ZoneOffset.UTC));
    try (MockGateway fixed = MockGateway.start(options)) {
      assertThat(fixed.clock().instant()).isEqualTo(NOON);

      fixed.clock().advance(Duration.ofHours(1));
      fixed.clock().freeze();
      assertThat(fixed.clock().instant()).isEqualTo(NOON.plus(Duration.ofHours(1)));

      fixed.reset();
      assertThat(fixed.clock().instant()).isEqualTo(NOON);
      assertThat(fixed.clock().isFrozen()).isFalse();
    }
  }

  @Test
  @DisplayName("shows the same time whatever the zone of the options' clock")
  void anotherZone() {
    Clock elsewhere = gateway.clock().withZone(ZoneOffset.ofHours(9));

    gateway.clock().freeze();
    gateway.clock().set(NOON);

    assertThat(elsewhere.instant()).isEqualTo(NOON);
    assertThat(elsewhere.getZone()).isEqualTo(ZoneOffset.ofHours(9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'advance':'10m'}    | advance: expected an ISO-8601 duration such as PT10M, but got \"10m\"
          {'set':'noon'}       | set: expected a time such as 2026-11-20T14:30:00Z, but got \"noon\"
          {'freeze':'yes'}     | freeze: expected true or false, but got \"yes\"
          {'stop':true}        | body: expected an object with one of advance, set, freeze, but got {\"stop\":true}
          {}                   | body: expected an object with one of advance, set, freeze, but got {}
          """)
  @DisplayName("refuses a wrong move with the member, its value and what is expected")
  void refused(String body, String why) {
    Exchange answer = admin.post("/clock", body.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("error").asText()).isEqualTo(why);
  }
}

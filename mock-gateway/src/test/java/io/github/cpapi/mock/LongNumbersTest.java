package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A short JSON number with an exponent can be too long to calculate with or to write out. */
@DisplayName("A number that is too long or out of range")
class LongNumbersTest extends IsolatedMock {

  @ParameterizedTest
  @ValueSource(
      strings = {"0e2000000000", "0e-2000000000", "1e999999999", "1e-999999999", "1e99999999999"})
  @DisplayName("is refused with a marked 501 as the price of an order, and none is placed")
  void price(String number) {
    Exchange answer =
        caller.place(Caller.FAR_LIMIT.replace("\"price\":1.00", "\"price\":" + number));

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.why()).startsWith("not supported: ");
    assertThat(gateway.orders()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'price: expected more than 0, but got 0'",
    "-5, 'price: expected more than 0, but got -5'",
    "1e999999999, 'price: expected at most 15 digits before and after the decimal point, but got 1E+999999999'",
    "1e-999999999, 'price: expected at most 15 digits before and after the decimal point, but got 1E-999999999'",
  })
  @DisplayName("is refused as a reference price, which stays unchanged")
  void market(String number, String why) {
    Exchange answer = admin.post("/prices", "{\"conid\":265598,\"price\":" + number + "}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.why()).isEqualTo(why);
    assertThat(caller.placeAndConfirm(Caller.MARKET).orderId()).isNotEmpty();
    assertThat(caller.firstLiveOrder().path("avgPrice").asText()).isEqualTo("190.00");
  }

  @ParameterizedTest
  @CsvSource({"quantity, 1e-999999999", "price, 1e999999999", "quantity, 1e99999999999"})
  @DisplayName("is refused in a fill, and the order can be filled afterwards")
  void fill(String member, String number) {
    String order = "/orders/" + caller.placeAndConfirm(Caller.FAR_LIMIT).orderId() + "/fill";

    Exchange answer = admin.post(order, "{\"%s\":%s}".formatted(member, number));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.why())
        .containsAnyOf(member + ": expected at most 15 digits", "body: expected a JSON");
    assertThat(admin.post(order, "").json().path("status").asText()).isEqualTo("Filled");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"set\":\"+1000000000-12-31T23:59:59Z\"}', +1000000000-12-31T23:59:59Z",
    "'{\"set\":\"-1000000000-01-01T00:00:00Z\"}', -1000000000-01-01T00:00:00Z",
  })
  @DisplayName("is refused as the time of the clock")
  void clock(String body, String time) {
    Exchange answer = admin.post("/clock", body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.why())
        .isEqualTo("time: expected 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z, but got " + time);
    assertThat(admin.get("/clock").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("is refused as the delay of a fault")
  void delay() {
    Exchange answer =
        admin.post("/faults", "{\"fault\":\"slow-answer\",\"delay\":\"PT999999999999999H\"}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.why())
        .isEqualTo("delay: expected a duration from PT0S to PT24H, but got PT999999999999999H");
  }
}

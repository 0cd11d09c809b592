package io.github.cpapi.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.Spec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A place in the spec")
class PlaceTest {

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "x-enum-descriptions, OrderType",
    "x-unit,        OrderTicket.price",
    "x-retry,       placeOrders",
    "x-may-be-empty, placeOrders 500",
    "x-may-be-empty, NotLoggedIn",
    "example,       searchContracts parameter symbol",
    "example,       AccountId",
    "content,       placeOrders body",
    "$ref,          OrderSubmission.orders[]"
  })
  @DisplayName("is found at every level and named in a reader's words")
  void isNamed(String extension, String name) {
    Spec spec = Spec.load();

    assertThat(Place.carrying(extension, spec)).extracting(Place::name).contains(name);
  }
}

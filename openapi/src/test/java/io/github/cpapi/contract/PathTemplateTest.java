package io.github.cpapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A path template")
class PathTemplateTest {

  private final PathTemplate cancel = new PathTemplate("/iserver/account/{accountId}/order/{id}");

  @Test
  @DisplayName("extracts the variable parts of a path by name")
  void variables() {
    assertThat(cancel.match("/iserver/account/DU1234567/order/-1"))
        .hasValueSatisfying(
            values ->
                assertThat(values)
                    .containsEntry("accountId", "DU1234567")
                    .containsEntry("id", "-1"));
  }

  @Test
  @DisplayName("matches no path that lacks a part, has an additional one, or has an empty one")
  void otherPaths() {
    assertThat(cancel.matches("/iserver/account/DU1234567/order")).isFalse();
    assertThat(cancel.matches("/iserver/account/DU1234567/order/1/2")).isFalse();
    assertThat(cancel.matches("/iserver/account//order/1")).isFalse();
  }
}

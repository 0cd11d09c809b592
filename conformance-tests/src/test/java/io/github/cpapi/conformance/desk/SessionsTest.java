package io.github.cpapi.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.client.CpapiClient;
import io.github.cpapi.client.session.SessionNotReadyException;
import io.github.cpapi.client.transport.ErrorAnswerException;
import io.github.cpapi.conformance.GatewayExtension;
import io.github.cpapi.conformance.GatewayUnderTest;
import io.github.cpapi.conformance.IsolatedGateway;
import io.github.cpapi.mock.MockGateway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("At a gateway that is logged in, the client")
@ExtendWith(GatewayExtension.class)
class SessionsTest {

  @Test
  @IsolatedGateway
  @DisplayName("initialises a brokerage session that is down, and can trade")
  void initialises(GatewayUnderTest gateway, MockGateway mock) {
    mock.loginWithoutBrokerage();

    try (CpapiClient client = gateway.client()) {
      assertThatThrownBy(client.session()::open).isInstanceOf(SessionNotReadyException.class);
      assertThat(client.session().openInitialising().accounts()).contains(gateway.account());
      assertThat(client.orders().liveOrders().orders()).isEmpty();
    }
  }

  @Test
  @IsolatedGateway
  @DisplayName("does not take the brokerage session from another login")
  void yields(GatewayUnderTest gateway, MockGateway mock) {
    mock.loginWhileHeldElsewhere();

    try (CpapiClient client = gateway.client()) {
      assertThatThrownBy(client.session()::openInitialising)
          .isInstanceOf(SessionNotReadyException.class)
          .hasMessageContaining("could not be initialised");
    }
  }

  @Test
  @IsolatedGateway
  @DisplayName("has to open the session before it reads orders")
  void opensFirst(GatewayUnderTest gateway, MockGateway mock) {
    mock.reset();

    try (CpapiClient client = gateway.client()) {
      assertThatThrownBy(client.orders()::liveOrders)
          .isInstanceOf(ErrorAnswerException.class)
          .hasMessageContaining("query /accounts first");

      client.session().open();

      assertThat(client.orders().liveOrders().orders()).isEmpty();
    }
  }
}

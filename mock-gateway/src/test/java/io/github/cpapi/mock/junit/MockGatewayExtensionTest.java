package io.github.cpapi.mock.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("The extension")
class MockGatewayExtensionTest {

  @Nested
  @DisplayName("in a static field")
  @Execution(ExecutionMode.SAME_THREAD)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  class Shared {

    @RegisterExtension
    static final MockGatewayExtension MOCK =
        MockGatewayExtension.with(MockGatewayOptions.defaults().http());

    private static final List<MockGateway> SEEN = new ArrayList<>();

    @Test
    @Order(1)
    @DisplayName("gives a test the mock as a parameter")
    void parameter(MockGateway gateway) {
      SEEN.add(gateway);
      gateway.logout();

      assertThat(gateway).isSameAs(MOCK.gateway());
      assertThat(MOCK.baseUrl()).isEqualTo(gateway.baseUrl());
    }

    @Test
    @Order(2)
    @DisplayName("resets the same mock for the next test")
    void reset(MockGateway gateway) throws Exception {
      assertThat(SEEN).containsExactly(gateway);
      assertThat(Status.ofTickle(gateway)).isEqualTo(200);
    }

    @Nested
    @DisplayName("and a nested class")
    class Inner {

      @Test
      @DisplayName("shares it")
      void shares(MockGateway gateway) {
        assertThat(SEEN).containsExactly(gateway);
      }
    }

    @AfterAll
    static void stillRuns() throws Exception {
      assertThat(Status.ofTickle(MOCK.gateway())).isEqualTo(200);
    }
  }

  @Nested
  @DisplayName("in an instance field")
  class OwnMock {

    @RegisterExtension
    final MockGatewayExtension mock =
        MockGatewayExtension.with(MockGatewayOptions.defaults().http());

    @Test
    @DisplayName("gives each test its own mock, also in parallel")
    void own(MockGateway gateway) throws Exception {
      assertThat(gateway).isSameAs(mock.gateway());
      assertThat(Status.ofTickle(gateway)).isEqualTo(200);
    }
  }

  @Nested
  @DisplayName("on a class")
  @ExtendWith(MockGatewayExtension.class)
  @Execution(ExecutionMode.SAME_THREAD)
  class OnClass {

    @Test
    @DisplayName("starts a mock that speaks plain HTTP")
    void plainHttp(MockGateway gateway) {
      assertThat(gateway.baseUrl()).startsWith("http://localhost:");
    }
  }

  @Nested
  @DisplayName("with a folder of recordings")
  class WithRecordings {

    @RegisterExtension
    final MockGatewayExtension mock =
        new MockGatewayExtension().recordings(Path.of("src/test/resources/own-recordings"));

    @Test
    @DisplayName("plays those instead of the shipped ones")
    void own(MockGateway gateway) throws Exception {
      assertThat(Status.ofTickle(gateway)).isEqualTo(503);
    }
  }

  @Test
  @DisplayName("has no mock outside of a test")
  void outside() {
    MockGatewayExtension extension = new MockGatewayExtension();

    assertThatThrownBy(extension::baseUrl)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("only during a test");
  }
}

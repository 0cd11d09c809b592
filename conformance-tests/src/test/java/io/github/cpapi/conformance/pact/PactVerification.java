package io.github.cpapi.conformance.pact;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junit5.TestTarget;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.State;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** Verifies the pact against a mock. */
@Provider(ProviderStates.PROVIDER)
@PactFolder("target/pacts")
abstract class PactVerification {

  private static MockGateway gateway;
  private static ProviderStates states;

  @BeforeAll
  static void start() {
    gateway = MockGateway.start(MockGatewayOptions.defaults().http());
    states = new ProviderStates(gateway);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void aim(PactVerificationContext context) {
    states.reset();
    context.setTarget(target(gateway.port(), context.getInteraction()));
  }

  @TestTemplate
  @ExtendWith(PactVerificationInvocationContextProvider.class)
  void verify(PactVerificationContext context) {
    context.verifyInteraction();
  }

  @State(ProviderStates.FRESH)
  Map<String, Object> freshPaperAccount(Map<String, Object> parameters) {
    return states.fresh(parameters.get("open"));
  }

  @State(ProviderStates.PLAYING)
  Map<String, Object> playing(Map<String, Object> parameters) {
    return states.playing(parameters);
  }

  /** The mock's address for this interaction. */
  TestTarget target(int port, Interaction interaction) {
    return new HttpTestTarget("localhost", port);
  }
}

package io.github.cpapi.conformance.pact;

import au.com.dius.pact.provider.junit5.HttpTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.State;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds a mock against what the client reads. */
@Provider("gateway")
@PactFolder("target/pacts")
abstract class PactVerification {

  private MockGateway gateway;
  private ProviderStates states;

  @BeforeEach
  void start(PactVerificationContext context) {
    gateway = MockGateway.start(MockGatewayOptions.defaults().http());
    states = new ProviderStates(gateway);
    context.setTarget(new HttpTestTarget("localhost", gateway.port()));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @TestTemplate
  @ExtendWith(PactVerificationInvocationContextProvider.class)
  void verify(PactVerificationContext context) {
    context.verifyInteraction();
  }

  @State(PlaceOrderPactTest.FRESH)
  Map<String, Object> freshPaperAccount(Map<String, Object> parameters) {
    return states.withOpenQuestion(parameters.get("open"));
  }

  @State(PlaceOrderPactTest.PLAYING)
  void playing(Map<String, Object> parameters) {
    String recording = String.valueOf(parameters.get("recording"));
    states.playing(recording, body -> spoil(recording, body));
  }

  /** Lets a gateway be wrong in one place. */
  void spoil(String recording, JsonNode body) {}
}

package io.github.cpapi.conformance.pact;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The mock gateway keeps the pact")
class GatewayPactIT extends PactVerification {}

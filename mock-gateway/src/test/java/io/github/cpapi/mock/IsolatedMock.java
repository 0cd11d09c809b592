package io.github.cpapi.mock;

import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A mock for each test, because admin calls affect every user of a shared mock. */
abstract class IsolatedMock {

  MockGateway gateway;
  Caller caller;

  /** Calls the admin API of the mock. */
  Caller admin;

  MockGatewayOptions options() {
    return MockGatewayOptions.defaults().http();
  }

  @BeforeEach
  final void start() {
    gateway = MockGateway.start(options());
    HttpClient http = HttpClient.newHttpClient();
    String account = options().accounts().get(0);
    caller = new Caller(http, gateway.baseUrl(), account);
    String adminUrl = "http://localhost:%d/__admin/cpapi".formatted(gateway.port());
    admin = new Caller(http, adminUrl, account);
    queryAccounts();
  }

  /** What a session has to do before it asks for orders (Q79). */
  final void queryAccounts() {
    caller.get("/iserver/accounts");
  }

  @AfterEach
  final void stop() {
    gateway.close();
  }
}

package io.github.cpapi.mock.junit;

import io.github.cpapi.mock.MockGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** What the mock says to a keep-alive. */
final class Status {

  private Status() {}

  static int ofTickle(MockGateway gateway) throws Exception {
    URI tickle = URI.create(gateway.baseUrl() + "/tickle");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(tickle).POST(BodyPublishers.noBody()).build(),
            BodyHandlers.discarding())
        .statusCode();
  }
}

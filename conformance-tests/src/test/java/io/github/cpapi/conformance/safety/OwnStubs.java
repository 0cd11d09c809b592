package io.github.cpapi.conformance.safety;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.junit.MockGatewayExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Stubs of WireMock in place of a shared mock's own answers, until the end of the test. */
final class OwnStubs implements AfterEachCallback {

  private final MockGatewayExtension mock;
  private final List<String> stubs = new ArrayList<>();

  OwnStubs(MockGatewayExtension mock) {
    this.mock = mock;
  }

  /**
   * Answers requests.
   *
   * @param path below the base URL
   */
  void answer(String method, String path, int status, String body, Map<String, String> headers)
      throws IOException {
    String id = UUID.randomUUID().toString();
    ObjectNode stub = JsonNodeFactory.instance.objectNode().put("id", id);
    stub.putObject("request").put("method", method).put("urlPath", "/v1/api" + path);
    ObjectNode response = stub.putObject("response").put("status", status).put("body", body);
    headers.forEach(response.putObject("headers")::put);
    RequestBody json = RequestBody.create(stub.toString(), MediaType.get("application/json"));

    assertThat(admin("POST", "", json)).isEqualTo(201);
    stubs.add(id);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    for (String stub : stubs) {
      assertThat(admin("DELETE", "/" + stub, null)).isEqualTo(200);
    }
  }

  private int admin(String method, String path, RequestBody body) throws IOException {
    MockGateway gateway = mock.gateway();
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    TlsTrust.pinned(gateway.certificate()).applyTo(http);
    String mappings = gateway.baseUrl().replace("/v1/api", "/__admin/mappings");
    Request request = new Request.Builder().url(mappings + path).method(method, body).build();
    try (Response response = http.build().newCall(request).execute()) {
      return response.code();
    }
  }
}

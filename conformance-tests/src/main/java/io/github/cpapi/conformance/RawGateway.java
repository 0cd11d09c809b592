package io.github.cpapi.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.contract.SpecValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Plain HTTP to a gateway without the client, because a bug in the client could hide one in the
 * gateway. Validates every answer against the spec and throws an {@link AssertionError} if it does
 * not conform. Thread-safe.
 */
public final class RawGateway {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final SpecValidator VALIDATOR = new SpecValidator(Spec.load());

  private final String baseUrl;
  private final HttpClient http;

  /**
   * Creates a connection to a gateway.
   *
   * @param baseUrl for example {@code https://localhost:5000/v1/api}
   * @param http the HTTP client, which knows the certificate
   */
  public RawGateway(String baseUrl, HttpClient http) {
    this.baseUrl = baseUrl;
    this.http = http;
  }

  /**
   * Returns a connection that trusts only this certificate.
   *
   * @param baseUrl for example {@code https://localhost:5000/v1/api}
   * @param certificate must name the host
   */
  public static RawGateway trusting(String baseUrl, X509Certificate certificate) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("gateway", certificate);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return new RawGateway(baseUrl, HttpClient.newBuilder().sslContext(context).build());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param text the body
   */
  public record Answer(int status, HttpHeaders headers, String text) {
    /**
     * Returns the body as JSON; a missing node if it is empty.
     *
     * @throws AssertionError if it is not JSON
     */
    public JsonNode json() {
      try {
        return text.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(text);
      } catch (JsonProcessingException e) {
        throw new AssertionError("not JSON: " + text, e);
      }
    }
  }

  /**
   * Sends a GET.
   *
   * @param path below the base URL, with its query
   */
  public Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  /**
   * Sends a POST.
   *
   * @param path below the base URL
   * @param json the body; single quotes stand for double ones
   */
  public Answer post(String path, String json) {
    return send("POST", path, BodyPublishers.ofString(json.replace('\'', '"')));
  }

  /**
   * Sends a DELETE.
   *
   * @param path below the base URL
   */
  public Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  private Answer send(String method, String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .timeout(Duration.ofSeconds(30))
            .header("User-Agent", "cpapi-conformance")
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
      validate(method, path, answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void validate(String method, String path, Answer answer) {
    List<String> problems = VALIDATOR.exchange(method, path, answer.status(), answer.text());
    if (!problems.isEmpty()) {
      throw new AssertionError(
          method + " " + path + ": the answer violates the spec: " + problems + " in " + answer);
    }
  }
}

package io.github.cpapi.conformance.probe;

import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.mock.MockGateway;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Two questions in one answer, as stubs of the mock: the mock itself asks one at a time, because
 * nothing else was seen (Q97).
 */
final class PlayedQuestions {

  private static final String STUBS = "two-questions.json";

  private PlayedQuestions() {}

  static void install(MockGateway mock) {
    try (InputStream stubs =
        Objects.requireNonNull(PlayedQuestions.class.getResourceAsStream(STUBS), STUBS)) {
      Request request =
          new Request.Builder()
              .url("https://localhost:%d/__admin/mappings/import".formatted(mock.port()))
              .post(RequestBody.create(stubs.readAllBytes(), MediaType.get("application/json")))
              .build();
      OkHttpClient.Builder http = new OkHttpClient.Builder();
      TlsTrust.pinned(mock.certificate()).applyTo(http);
      try (Response answer = http.build().newCall(request).execute()) {
        if (!answer.isSuccessful()) {
          throw new IllegalStateException(STUBS + ": the mock answers " + answer.code());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

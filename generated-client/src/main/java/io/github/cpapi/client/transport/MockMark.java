package io.github.cpapi.client.transport;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;

/**
 * Notes whether the gateway is a mock, which says so in a header that no real gateway sends. The
 * last answer counts. One without the header counts if it is JSON with a status of 2xx: others can
 * come from something in between.
 */
final class MockMark implements Interceptor {

  private static final String HEADER = "X-Mock-Gateway";

  private volatile boolean answered;
  private volatile boolean mock;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.header(HEADER) != null) {
      note(true);
    } else if (response.isSuccessful() && isJson(response)) {
      note(false);
    }
    return response;
  }

  private void note(boolean isMock) {
    mock = isMock;
    answered = true;
  }

  private static boolean isJson(Response response) {
    MediaType type = response.body().contentType();
    return type != null && type.subtype().endsWith("json");
  }

  boolean answered() {
    return answered;
  }

  boolean isMock() {
    return mock;
  }
}

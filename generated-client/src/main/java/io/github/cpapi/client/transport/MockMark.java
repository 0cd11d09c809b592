package io.github.cpapi.client.transport;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Records whether the gateway is a mock. A mock sends a header that no real gateway sends. The
 * first answer decides; a later contradiction is recorded. An answer without the header counts only
 * if it is JSON with a status of 2xx, because others can come from a proxy.
 */
final class MockMark implements Interceptor {

  private static final String HEADER = "X-Mock-Gateway";

  private final AtomicReference<@Nullable Boolean> mock = new AtomicReference<>();
  private volatile boolean changed;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.header(HEADER) != null) {
      note(true);
    } else if (!isReal() && response.isSuccessful() && isJson(response)) {
      note(false);
    }
    return response;
  }

  private void note(boolean isMock) {
    if (!mock.compareAndSet(null, isMock) && isMock() != isMock) {
      changed = true;
    }
  }

  private static boolean isJson(Response response) {
    MediaType type = response.body().contentType();
    return type != null && type.subtype().endsWith("json");
  }

  /** Known to be a real gateway, which further answers of one need not say again. */
  private boolean isReal() {
    return Boolean.FALSE.equals(mock.get());
  }

  boolean answered() {
    return mock.get() != null;
  }

  boolean isMock() {
    return Boolean.TRUE.equals(mock.get());
  }

  boolean changed() {
    return changed;
  }
}

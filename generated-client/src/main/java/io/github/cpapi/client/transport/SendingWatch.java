package io.github.cpapi.client.transport;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Tells a request of which not one byte left from one that may have arrived. Network interceptors
 * run when the connection stands and nothing is written yet; what fails before that was never sent.
 */
final class SendingWatch {

  private final AtomicBoolean begun = new AtomicBoolean();

  private SendingWatch() {}

  static Response tellWhatWasNeverSent(Interceptor.Chain chain) throws IOException {
    SendingWatch watch = new SendingWatch();
    try {
      return chain.proceed(chain.request().newBuilder().tag(SendingWatch.class, watch).build());
    } catch (Exception e) {
      // Not only IOException: OkHttp throws what it likes, an InterruptedException undeclared too.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (!watch.begun.get()) {
        throw new NeverSent(e);
      }
      throw e instanceof IOException io ? io : new IOException(e);
    }
  }

  static Response sendingBegins(Interceptor.Chain chain) throws IOException {
    Objects.requireNonNull(chain.request().tag(SendingWatch.class)).begun.set(true);
    return chain.proceed(chain.request());
  }

  /** The connection could not be made. */
  static final class NeverSent extends IOException {
    private static final long serialVersionUID = 1L;

    NeverSent(Exception cause) {
      super(cause);
    }
  }
}

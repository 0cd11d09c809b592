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
    } catch (IOException e) {
      throw watch.begun.get() ? e : new NeverSent(e);
    }
  }

  static Response sendingBegins(Interceptor.Chain chain) throws IOException {
    Objects.requireNonNull(chain.request().tag(SendingWatch.class)).begun.set(true);
    return chain.proceed(chain.request());
  }

  /** The connection could not be made. */
  static final class NeverSent extends IOException {
    private static final long serialVersionUID = 1L;

    NeverSent(IOException cause) {
      super(cause);
    }
  }
}

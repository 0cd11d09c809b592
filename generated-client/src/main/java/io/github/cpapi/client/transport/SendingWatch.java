package io.github.cpapi.client.transport;

import io.github.cpapi.client.pacing.PacingException;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import retrofit2.Invocation;

/**
 * Tells a call of which not one byte left from one that may have arrived, and sees to it that a
 * call that may have an effect leaves once, whatever OkHttp or the interceptors of a user do.
 *
 * <p>It is the outermost interceptor and the innermost one. Network interceptors run when the
 * connection stands and nothing is written yet; what fails before that was never sent. What it
 * knows is kept with the call: an interceptor can replace the request, but not the call.
 */
final class SendingWatch {

  private final AtomicBoolean begun = new AtomicBoolean();

  private SendingWatch() {}

  /** Stands before all other interceptors. */
  static Response tellWhatWasNeverSent(Interceptor.Chain chain) throws IOException {
    SendingWatch watch = of(chain.call());
    try {
      return chain.proceed(chain.request());
    } catch (PacingException e) {
      throw e;
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

  /** Stands behind all other interceptors, at the connection. */
  static Response sendingBegins(Interceptor.Chain chain) throws IOException {
    Invocation invocation = Objects.requireNonNull(chain.call().tag(Invocation.class));
    boolean first = of(chain.call()).begun.compareAndSet(false, true);
    if (!first && RetrySafety.of(invocation.method()) != RetrySafety.SAFE) {
      throw new IOException(
          invocation.method().getName()
              + " was sent already and is not sent again: an interceptor called proceed twice, or OkHttp repeated it");
    }
    return chain.proceed(chain.request());
  }

  private static SendingWatch of(Call call) {
    return Objects.requireNonNull(call.tag(SendingWatch.class, SendingWatch::new));
  }

  /** Nothing of the call was sent: the connection could not be made, or an interceptor failed. */
  static final class NeverSent extends IOException {
    private static final long serialVersionUID = 1L;

    NeverSent(Exception cause) {
      super(cause);
    }
  }
}

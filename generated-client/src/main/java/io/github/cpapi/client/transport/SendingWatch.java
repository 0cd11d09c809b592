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
 * Distinguishes a call that sent no byte from one that may have arrived, and ensures that a call
 * that may have an effect is sent once, whatever OkHttp or a user's interceptors do.
 *
 * <p>It is both the outermost and the innermost interceptor. Network interceptors run once the
 * connection is established and before anything is written; whatever fails earlier was never sent.
 * The state is kept in the call, because an interceptor can replace the request but not the call.
 */
final class SendingWatch {

  private final AtomicBoolean begun = new AtomicBoolean();

  private SendingWatch() {}

  /** The outermost interceptor. */
  static Response reportNeverSent(Interceptor.Chain chain) throws IOException {
    SendingWatch watch = of(chain.call());
    try {
      return chain.proceed(chain.request());
    } catch (PacingException e) {
      throw e;
    } catch (Exception e) {
      // Not only IOException: OkHttp can throw an undeclared InterruptedException.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (!watch.begun.get()) {
        throw new NeverSent(e);
      }
      throw e instanceof IOException io ? io : new IOException(e);
    }
  }

  /** The innermost interceptor, directly before the connection. */
  static Response sendOnce(Interceptor.Chain chain) throws IOException {
    Invocation invocation = Objects.requireNonNull(chain.call().tag(Invocation.class));
    boolean first = of(chain.call()).begun.compareAndSet(false, true);
    if (!first && RetrySafety.of(invocation.method()) != RetrySafety.SAFE) {
      throw new IOException(
          invocation.method().getName()
              + " was already sent and is not sent again: an interceptor called proceed twice, or OkHttp repeated the call");
    }
    return chain.proceed(chain.request());
  }

  private static SendingWatch of(Call call) {
    return Objects.requireNonNull(call.tag(SendingWatch.class, SendingWatch::new));
  }

  /** Nothing was sent: the connection could not be made, or an interceptor failed. */
  static final class NeverSent extends IOException {
    private static final long serialVersionUID = 1L;

    NeverSent(Exception cause) {
      super(cause);
    }
  }
}

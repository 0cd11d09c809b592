package io.github.cpapi.client.transport;

import io.github.cpapi.client.wire.Redactor;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Invocation;

/**
 * Logs each call at DEBUG in one line: operation, status, the time from sending to the complete
 * answer, and the redacted bodies. Logs no paths, which contain the account, and no headers, which
 * contain cookies.
 */
final class CallLog implements Interceptor {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private static final int MAX_CHARACTERS = 4000;

  @Override
  public Response intercept(Chain chain) throws IOException {
    if (!LOG.isDebugEnabled()) {
      return chain.proceed(chain.request());
    }
    String operation =
        Objects.requireNonNull(chain.call().tag(Invocation.class)).method().getName();
    String sent = text(chain.request().body());
    long start = System.nanoTime();
    try {
      Response response = chain.proceed(chain.request());
      String received = text(response.peekBody(Long.MAX_VALUE).string());
      LOG.debug(
          "{}: {} after {} ms; sent {}; received {}",
          operation,
          response.code(),
          millisSince(start),
          sent,
          received);
      return response;
    } catch (IOException | RuntimeException e) {
      LOG.debug(
          "{}: failed after {} ms: {}; sent {}",
          operation,
          millisSince(start),
          text(e.toString()),
          sent);
      throw e;
    }
  }

  private static String text(@Nullable RequestBody body) throws IOException {
    Buffer written = new Buffer();
    if (body != null) {
      body.writeTo(written);
    }
    return text(written.readUtf8());
  }

  /** Redacts before truncating: half a token would not be recognised as one. */
  private static String text(String text) {
    String redacted = Redactor.redact(text).strip();
    if (redacted.isEmpty()) {
      return "nothing";
    }
    return redacted.length() > MAX_CHARACTERS
        ? redacted.substring(0, MAX_CHARACTERS) + "..."
        : redacted;
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}

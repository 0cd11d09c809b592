package io.github.cpapi.client.transport;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Fails an answer that is too long. It would exhaust the memory, and an {@link OutOfMemoryError}
 * would hide that an order was sent.
 */
final class ResponseLimit {

  static final int MEGABYTES = 16;
  static final long BYTES = MEGABYTES * 1024L * 1024L;

  private ResponseLimit() {}

  static Response enforce(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    ResponseBody body = response.body();
    Source limited = new Limited(body.source());
    return response
        .newBuilder()
        .body(ResponseBody.create(Okio.buffer(limited), body.contentType(), body.contentLength()))
        .build();
  }

  private static final class Limited extends ForwardingSource {
    private long left = BYTES;

    Limited(Source answer) {
      super(answer);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long read = super.read(sink, byteCount);
      left -= Math.max(0, read);
      if (left < 0) {
        throw new IOException("the answer is longer than " + MEGABYTES + " MB");
      }
      return read;
    }
  }
}

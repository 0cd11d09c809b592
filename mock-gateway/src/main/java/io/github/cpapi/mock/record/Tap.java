package io.github.cpapi.mock.record;

import java.io.IOException;
import java.util.function.Consumer;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Copies each exchange while it passes. The copy is handed over when the reader has met the end of
 * the answer, so the reader waits for nothing.
 */
final class Tap implements Interceptor {

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final RequestBody NO_BODY = RequestBody.create(new byte[0], null);

  private final Consumer<RecordedExchange> complete;
  private final Runnable incomplete;
  private final Consumer<IOException> silence;

  /**
   * @param complete receives each exchange; must not block
   * @param incomplete is told of each answer that broke off or is too long; must not block
   * @param silence is told of each request that gets no answer
   */
  Tap(Consumer<RecordedExchange> complete, Runnable incomplete, Consumer<IOException> silence) {
    this.silence = silence;
    this.complete = complete;
    this.incomplete = incomplete;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    RequestBody unsent = request.body();
    CopiedBody sent = new CopiedBody(unsent == null ? NO_BODY : unsent);
    Response answer;
    try {
      answer =
          chain.proceed(
              unsent == null
                  ? request
                  : request.newBuilder().method(request.method(), sent).build());
    } catch (IOException e) {
      silence.accept(e);
      throw e;
    }
    if (answer.code() == SWITCHING_PROTOCOLS) {
      return answer;
    }
    ResponseBody body = answer.body();
    Source copied = new Copied(body.source(), request, sent, answer);
    return answer
        .newBuilder()
        .body(ResponseBody.create(Okio.buffer(copied), body.contentType(), body.contentLength()))
        .build();
  }

  /** The body of a request, and a copy of what was sent of it: it may be readable once only. */
  private static final class CopiedBody extends RequestBody {

    private final RequestBody body;
    private byte[] copy = new byte[0];

    CopiedBody(RequestBody body) {
      this.body = body;
    }

    byte[] copy() {
      return copy;
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
      return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
      return body.isOneShot();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      Buffer bytes = new Buffer();
      body.writeTo(bytes);
      copy = bytes.copy().readByteArray();
      sink.writeAll(bytes);
    }
  }

  /** The body of an answer, and a copy of what has been read of it. */
  private final class Copied extends ForwardingSource {

    private final Buffer copy = new Buffer();
    private final Request request;
    private final CopiedBody sent;
    private final Response answer;
    private boolean over;

    Copied(Source body, Request request, CopiedBody sent, Response answer) {
      super(body);
      this.request = request;
      this.sent = sent;
      this.answer = answer;
    }

    @Override
    public long read(Buffer sink, long most) throws IOException {
      long read = super.read(sink, most);
      if (over) {
        return read;
      }
      if (read < 0) {
        over = true;
        complete.accept(
            new RecordedExchange(
                request.method(),
                request.url(),
                request.headers(),
                sent.copy(),
                answer.code(),
                answer.headers(),
                copy.readByteArray()));
      } else {
        sink.copyTo(copy, sink.size() - read, read);
        if (copy.size() > Encoding.MAX_BYTES) {
          giveUp();
        }
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      if (!over) {
        giveUp();
      }
      super.close();
    }

    private void giveUp() {
      over = true;
      copy.clear();
      incomplete.run();
    }
  }
}

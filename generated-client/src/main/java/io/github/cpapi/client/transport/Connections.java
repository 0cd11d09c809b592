package io.github.cpapi.client.transport;

import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Which connections a call may use. HTTP/1.1 has nothing that joins an answer to its request: where
 * something sends an answer twice, the second copy is taken for the answer to whatever is sent next
 * on that connection. A conversation about an order therefore has connections of its own, so that
 * no earlier copy can wait in them.
 */
final class Connections implements Call.Factory {

  private final OkHttpClient shared;
  private final ThreadLocal<@Nullable OkHttpClient> own = new ThreadLocal<>();

  Connections(OkHttpClient shared) {
    this.shared = shared;
  }

  @Override
  public Call newCall(Request request) {
    return current().newCall(request);
  }

  /** Runs something whose calls, in this thread, use connections that nothing else uses. */
  <T> T apart(Supplier<T> conversation) {
    OkHttpClient before = own.get();
    own.set(shared.newBuilder().connectionPool(new ConnectionPool()).build());
    try {
      return conversation.get();
    } finally {
      drop();
      if (before == null) {
        own.remove();
      } else {
        own.set(before);
      }
    }
  }

  /** The next call of this thread opens a connection. A call under way is not disturbed. */
  void drop() {
    current().connectionPool().evictAll();
  }

  void close() {
    shared.connectionPool().evictAll();
    shared.dispatcher().executorService().shutdown();
  }

  private OkHttpClient current() {
    OkHttpClient apart = own.get();
    return apart == null ? shared : apart;
  }
}

package io.github.cpapi.client.transport;

import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Selects the connections of a call. HTTP/1.1 does not identify the request that an answer belongs
 * to: if a proxy sends an answer twice, the duplicate is read as the answer to the next request on
 * that connection. A conversation about an order therefore uses connections of its own.
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

  /** Runs a conversation whose calls in this thread use new connections that no others share. */
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

  /** Makes the next call of this thread open a connection. A running call is not interrupted. */
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

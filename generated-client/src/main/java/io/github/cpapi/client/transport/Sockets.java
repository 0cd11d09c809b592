package io.github.cpapi.client.transport;

import io.github.cpapi.client.wire.Given;
import java.io.IOException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** Opens websockets. Each needs a thread of its own while it is open. */
final class Sockets {

  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

  private final OkHttpClient http;

  /**
   * Uses its own threads, which end soon after their websocket.
   *
   * @param settings those of the gateway's other connections
   */
  Sockets(OkHttpClient.Builder settings) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "cpapi-websocket");
              thread.setDaemon(true);
              return thread;
            });
    this.http =
        settings
            .addInterceptor(Sockets::uncompressed)
            .dispatcher(new Dispatcher(threads))
            .connectionPool(new ConnectionPool())
            .build();
  }

  WebSocket open(HttpUrl baseUrl, String session, WebSocketListener listener) {
    Given.value("session", session);
    Request request =
        new Request.Builder()
            .url(baseUrl.newBuilder().addPathSegment("ws").build())
            .header("Cookie", "api={\"session\":\"" + session + "\"}")
            .build();
    MessageLimit limit = new MessageLimit();
    OkHttpClient.Builder limited = http.newBuilder();
    // Not the sockets of a user.
    if (http.socketFactory() == SocketFactory.getDefault()) {
      limited.socketFactory(limit);
    }
    return limited.build().newWebSocket(request, limit.counting(Given.value("listener", listener)));
  }

  /** A short message could be inflated to a long one. */
  private static Response uncompressed(Interceptor.Chain chain) throws IOException {
    Request request = chain.request().newBuilder().removeHeader(EXTENSIONS).build();
    return chain.proceed(request).newBuilder().removeHeader(EXTENSIONS).build();
  }

  /** Open websockets stay open. */
  void close() {
    http.dispatcher().executorService().shutdown();
  }
}

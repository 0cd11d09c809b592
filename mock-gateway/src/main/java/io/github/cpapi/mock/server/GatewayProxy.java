package io.github.cpapi.mock.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpVersion;
import wiremock.org.eclipse.jetty.http.UriCompliance;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;
import wiremock.org.eclipse.jetty.server.HttpTransport;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.server.SslConnectionFactory;
import wiremock.org.eclipse.jetty.server.handler.AbstractHandler;
import wiremock.org.eclipse.jetty.util.ssl.SslContextFactory;
import wiremock.org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A reverse proxy in front of a gateway, on loopback, with HTTP/1.1 over TLS and a certificate of
 * its own. It passes each request on through an {@link OkHttpClient}, whose interceptors see the
 * exchange and may change it, answer it themselves or send it twice. Without an interceptor it
 * changes nothing: status, phrase, headers, chunks and bodies, compressed ones included, pass as
 * they are, piece by piece. If the gateway breaks off, so does the proxy. It never repeats a
 * request of its own accord.
 *
 * <p>A websocket passes frame by frame; its extensions, such as compression, are not offered to the
 * gateway. Another upgrade, and a GET with a body, are answered with 501. Thread-safe.
 */
public final class GatewayProxy implements AutoCloseable {

  private static final String RETRY_AFTER = "Retry-After";

  /**
   * OkHttp repeats a request after a 503 with {@code Retry-After: 0}, unless it does not see it.
   */
  private static final String HELD_RETRY_AFTER = "Held-Retry-After";

  /** OkHttp writes these itself, and the frames of a websocket pass uncompressed. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of("transfer-encoding", "content-length", "host", "sec-websocket-extensions");

  /** OkHttp adds these where they are missing, unless they are there with an empty value. */
  private static final List<String> ADDED_BY_OKHTTP =
      List.of("User-Agent", "Accept-Encoding", "Connection");

  /** OkHttp sends no body with these. */
  private static final Set<String> BODILESS = Set.of("GET", "HEAD");

  /** More than the gateway takes, so that the target decides. */
  private static final int MAX_REQUEST_HEAD = 64 * 1024;

  private final GatewayCertificate certificate;
  private final Server server;
  private final HttpUrl gateway;

  private GatewayProxy(GatewayCertificate certificate, Server server, HttpUrl gateway) {
    this.certificate = certificate;
    this.server = server;
    this.gateway = gateway;
  }

  /**
   * Starts a proxy. It accepts requests when this method returns.
   *
   * @param gateway the base URL of the gateway, for example {@code https://localhost:5000/v1/api};
   *     requests to other paths are passed on as well
   * @param port the port to listen on; 0 for a free one
   * @param http how the gateway is trusted, and the interceptors; of its other settings the proxy
   *     replaces those that would change what passes, such as redirects, retries and time-outs
   * @throws UncheckedIOException if the port is taken
   */
  public static GatewayProxy start(String gateway, int port, OkHttpClient http) {
    return start(gateway, port, http, PassedMessages.UNCHANGED);
  }

  /**
   * Starts a proxy like {@link #start(String, int, OkHttpClient)}.
   *
   * @param messages sees the messages of websockets, and may change them
   * @throws UncheckedIOException if the port is taken
   */
  public static GatewayProxy start(
      String gateway, int port, OkHttpClient http, PassedMessages messages) {
    GatewayCertificate certificate = GatewayCertificate.of(CertificateKind.FRESH);
    HttpUrl url = HttpUrl.get(gateway);
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("gateway-proxy");
    threads.setDaemon(true);
    Server server = new Server(threads);
    try {
      server.addConnector(connector(server, certificate, port));
      server.setHandler(new Passing(url, transparent(http), messages));
      server.start();
    } catch (Exception e) {
      throw new UncheckedIOException(
          "cannot listen on port %d: %s".formatted(port, e.getMessage()), new IOException(e));
    }
    return new GatewayProxy(certificate, server, url);
  }

  private static ServerConnector connector(
      Server server, GatewayCertificate certificate, int port) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setRequestHeaderSize(MAX_REQUEST_HEAD);
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(certificate.sslContext());
    ServerConnector connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString()),
            new HttpConnectionFactory(configuration));
    GatewayHttpServer.behaveLikeTheGateway(connector);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(port);
    return connector;
  }

  /** OkHttp adds headers and unpacks bodies; a network interceptor takes that back. */
  private static OkHttpClient transparent(OkHttpClient http) {
    return http.newBuilder()
        .protocols(List.of(Protocol.HTTP_1_1))
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .callTimeout(Duration.ZERO)
        .addInterceptor(
            chain -> renamed(chain.proceed(chain.request()), HELD_RETRY_AFTER, RETRY_AFTER))
        .addNetworkInterceptor(GatewayProxy::withoutAdditions)
        .build();
  }

  private static Response withoutAdditions(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Request.Builder plain = request.newBuilder();
    for (String name : ADDED_BY_OKHTTP) {
      if (String.valueOf(request.header(name)).isEmpty()) {
        plain.removeHeader(name);
      }
    }
    return renamed(chain.proceed(plain.build()), RETRY_AFTER, HELD_RETRY_AFTER);
  }

  private static Response renamed(Response answer, String from, String to) {
    if (answer.header(from) == null) {
      return answer;
    }
    Headers.Builder headers = new Headers.Builder();
    answer
        .headers()
        .forEach(
            header ->
                headers.addUnsafeNonAscii(
                    header.getFirst().equalsIgnoreCase(from) ? to : header.getFirst(),
                    header.getSecond()));
    return answer.newBuilder().headers(headers.build()).build();
  }

  /** Returns the base URL of the gateway, as a client of the proxy calls it. */
  public String baseUrl() {
    return "https://localhost:%d%s".formatted(port(), gateway.encodedPath());
  }

  /** Returns the port on which the proxy listens. */
  public int port() {
    return URI.create(server.getURI().toString()).getPort();
  }

  /** Returns the certificate that clients trust or pin. */
  public X509Certificate certificate() {
    return certificate.certificate();
  }

  /** Returns the same certificate as PEM. */
  public String certificatePem() {
    return certificate.pem();
  }

  /** Stops listening. Does not wait for requests in progress, and leaves the gateway running. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the proxy does not stop", e);
    }
  }

  /** Passes requests on and answers back. */
  private static final class Passing extends AbstractHandler {

    private final HttpUrl gateway;
    private final OkHttpClient http;
    private final PassedMessages messages;

    Passing(HttpUrl gateway, OkHttpClient http, PassedMessages messages) {
      this.gateway = gateway;
      this.http = http;
      this.messages = messages;
    }

    @Override
    public void handle(
        String target,
        wiremock.org.eclipse.jetty.server.Request exchange,
        HttpServletRequest incoming,
        HttpServletResponse outgoing)
        throws IOException {
      exchange.setHandled(true);
      byte[] body = incoming.getInputStream().readAllBytes();
      String upgrade = incoming.getHeader("Upgrade");
      if (upgrade != null && !upgrade.equalsIgnoreCase("websocket")) {
        refuse(outgoing, "not supported: an upgrade of the connection, except to a websocket");
        return;
      }
      boolean bodiless = BODILESS.contains(incoming.getMethod());
      if (bodiless && body.length > 0) {
        refuse(outgoing, "not supported: a body with " + incoming.getMethod());
        return;
      }
      boolean absent =
          body.length == 0
              && incoming.getMethod().equals("DELETE")
              && incoming.getHeader("Content-Length") == null;
      Request request = request(exchange, incoming, bodiless || absent ? null : body);
      try {
        // Closing the answer to an upgrade would close the websocket.
        Call call = http.newCall(request);
        Response answer = call.execute();
        if (answer.code() == HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
          upgrade(call, answer, exchange, incoming, outgoing);
        } else {
          try (answer) {
            pass(answer, outgoing);
          }
        }
      } catch (IOException | RuntimeException e) {
        // The client sees what the proxy sees: a connection that ends without an answer.
        exchange.getHttpChannel().abort(e);
      }
    }

    private void upgrade(
        Call call,
        Response answer,
        wiremock.org.eclipse.jetty.server.Request exchange,
        HttpServletRequest incoming,
        HttpServletResponse outgoing) {
      copyHead(answer, outgoing);
      incoming.setAttribute(
          HttpTransport.UPGRADE_CONNECTION_ATTRIBUTE,
          new WebSocketTunnel(
              exchange.getHttpChannel().getEndPoint(),
              exchange.getHttpChannel().getConnector().getExecutor(),
              call,
              Objects.requireNonNull(answer.socket(), "an upgrade has a socket"),
              messages));
    }

    private static void refuse(HttpServletResponse outgoing, String why) {
      outgoing.setStatus(HttpServletResponse.SC_NOT_IMPLEMENTED);
      outgoing.setHeader(GatewayTransformer.WHY_HEADER, why);
    }

    private Request request(
        wiremock.org.eclipse.jetty.server.Request exchange,
        HttpServletRequest incoming,
        byte @Nullable [] body) {
      HttpUrl url =
          HttpUrl.get(
              "%s://%s:%d%s"
                  .formatted(
                      gateway.scheme(),
                      gateway.host(),
                      gateway.port(),
                      exchange.getHttpURI().getPathQuery()));
      Request.Builder request = new Request.Builder().url(url);
      ADDED_BY_OKHTTP.forEach(name -> request.header(name, ""));
      for (String name : Collections.list(incoming.getHeaderNames())) {
        if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
          request.removeHeader(name);
          for (String value : Collections.list(incoming.getHeaders(name))) {
            request.addHeader(name, value);
          }
        }
      }
      boolean chunked = incoming.getHeader("Transfer-Encoding") != null;
      return request
          .method(incoming.getMethod(), body == null ? null : new Body(body, chunked))
          .build();
    }

    private static void copyHead(Response answer, HttpServletResponse outgoing) {
      wiremock.org.eclipse.jetty.server.Response jetty =
          (wiremock.org.eclipse.jetty.server.Response) outgoing;
      jetty.setStatusWithReason(answer.code(), answer.message());
      // Jetty already added a header that says whether the connection stays.
      jetty.getHttpFields().clear();
      // As a header of the answer, Jetty would write a Content-Type in its own way.
      answer
          .headers()
          .forEach(header -> jetty.getHttpFields().add(header.getFirst(), header.getSecond()));
    }

    /** Flushed before it is complete, which makes Jetty send chunks if there is no length. */
    private static void pass(Response answer, HttpServletResponse outgoing) throws IOException {
      copyHead(answer, outgoing);
      BufferedSource body = answer.body().source();
      OutputStream out = outgoing.getOutputStream();
      Buffer piece = new Buffer();
      while (body.read(piece, 8192) >= 0) {
        piece.writeTo(out);
        out.flush();
      }
    }
  }

  /** A body with the framing of the request. Its type is a header of the request. */
  private static final class Body extends RequestBody {

    private final byte[] bytes;
    private final boolean chunked;

    Body(byte[] bytes, boolean chunked) {
      this.bytes = bytes;
      this.chunked = chunked;
    }

    @Override
    public @Nullable MediaType contentType() {
      return null;
    }

    @Override
    public long contentLength() {
      return chunked ? -1 : bytes.length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}

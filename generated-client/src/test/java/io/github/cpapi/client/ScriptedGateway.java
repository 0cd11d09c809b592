package io.github.cpapi.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.pacing.PacingPolicy;
import io.github.cpapi.client.transport.Gateway;
import io.github.cpapi.client.transport.TlsTrust;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.generated.model.OrderSubmission;
import io.github.cpapi.generated.model.OrderTicket;
import io.github.cpapi.generated.model.OrderType;
import io.github.cpapi.generated.model.Side;
import io.github.cpapi.generated.model.TimeInForce;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A gateway that answers what a test has put down, and nothing else. It runs during each test of a
 * class that registers it.
 */
public final class ScriptedGateway implements BeforeEachCallback, AfterEachCallback {

  private static final Recordings RECORDINGS = Recordings.load();

  /** How long an answer may take that comes, on a busy machine. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

  private static final int SOON_MILLIS = 200;

  private final MockWebServer server = new MockWebServer();
  private final List<Gateway> connections = new ArrayList<>();
  private volatile String unanswered = "nothing";

  public ScriptedGateway() {
    server.setServerSocketFactory(new PromptSockets());
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    server.start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    connections.forEach(Gateway::close);
    server.close();
  }

  /** Answers no more; nobody listens at its URL. */
  public void close() {
    server.close();
  }

  public String baseUrl() {
    return server.url("/v1/api").toString();
  }

  public int port() {
    return server.getPort();
  }

  /** Connects to it, without pacing, until the end of the test. */
  public Gateway connect() {
    return connect(PacingPolicy.off());
  }

  /** Connects to it until the end of the test. */
  public Gateway connect(PacingPolicy pacing) {
    return connect(pacing, http -> {});
  }

  /** Connects to it, with an OkHttp that a test has set up, until the end of the test. */
  public Gateway connect(PacingPolicy pacing, Consumer<OkHttpClient.Builder> setUp) {
    Gateway gateway =
        Gateway.connect(
            baseUrl(),
            TlsTrust.system(),
            LONG_ENOUGH,
            LONG_ENOUGH,
            "a-name",
            pacing,
            http -> {
              http.addInterceptor(this::waitForAnswer);
              setUp.accept(http);
            });
    connections.add(gateway);
    return gateway;
  }

  /** Has clients wait shortly for what a test does not answer: requests with this in their line. */
  public void giveUpSoonOn(String partOfTheRequestLine) {
    unanswered = partOfTheRequestLine;
  }

  private Response waitForAnswer(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    boolean soon = (request.method() + " " + request.url().encodedPath()).contains(unanswered);
    return (soon ? chain.withReadTimeout(SOON_MILLIS, TimeUnit.MILLISECONDS) : chain)
        .proceed(request);
  }

  /** Plays recordings, one for each of the next requests. */
  public void play(String... recordings) {
    for (String name : recordings) {
      enqueue(recorded(name));
    }
  }

  /** Answers the next request. */
  public void answer(int status, String body) {
    enqueue(json(status, body));
  }

  /** Answers the next request. */
  public void enqueue(MockResponse answer) {
    server.enqueue(answer);
  }

  /** Answers each request by what it is, instead of by its turn. */
  public void answerEach(Function<RecordedRequest, MockResponse> answers) {
    setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answers.apply(request);
          }
        });
  }

  public void setDispatcher(Dispatcher dispatcher) {
    server.setDispatcher(dispatcher);
  }

  public int getRequestCount() {
    return server.getRequestCount();
  }

  public RecordedRequest takeRequest() throws InterruptedException {
    return server.takeRequest();
  }

  /** What was sent since this was last asked, in order: method, target and body. */
  public List<String> requests() throws InterruptedException {
    List<String> requests = new ArrayList<>();
    for (int i = server.getRequestCount(); i > 0; i--) {
      RecordedRequest request = server.takeRequest();
      String body = request.getBody() == null ? "" : request.getBody().utf8();
      requests.add((request.getMethod() + " " + request.getTarget() + " " + body).strip());
    }
    return requests;
  }

  public static MockResponse recorded(String name) {
    Recording recording = RECORDINGS.get(name);
    return response(
        recording.status(), recording.responseBody().map(JsonNode::toString).orElse(""));
  }

  public static JsonNode body(String recording) {
    return RECORDINGS.get(recording).responseBody().orElseThrow();
  }

  /** An answer; a body without quotation marks has apostrophes in their place. */
  public static MockResponse json(int status, String body) {
    return response(status, body.contains("\"") ? body : body.replace('\'', '"'));
  }

  private static MockResponse response(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  /**
   * Sockets that send at once. As it comes, MockWebServer writes head and body apart, and the
   * second waits 40 ms for the receipt of the first (Nagle's algorithm): minutes in all tests.
   */
  private static final class PromptSockets extends ServerSocketFactory {

    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new ServerSocket() {
        @Override
        public Socket accept() throws IOException {
          Socket socket = super.accept();
          socket.setTcpNoDelay(true);
          return socket;
        }
      };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress at) {
      throw new UnsupportedOperationException();
    }
  }

  /** Sends the smallest order, for tests of what happens to its request. */
  public static void placeOrder(Gateway gateway) {
    OrderTicket ticket =
        OrderTicket.builder()
            .orderType(OrderType.MKT)
            .side(Side.BUY)
            .timeInForce(TimeInForce.DAY)
            .build();
    gateway
        .calls()
        .answer(
            gateway
                .orders()
                .placeOrders(
                    "DU1234567", OrderSubmission.builder().orders(List.of(ticket)).build()));
  }
}

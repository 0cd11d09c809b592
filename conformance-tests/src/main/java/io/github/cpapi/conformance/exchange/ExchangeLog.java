package io.github.cpapi.conformance.exchange;

import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.conformance.gateway.Operations;
import io.github.cpapi.conformance.result.Exchange;
import io.github.cpapi.conformance.result.Finding;
import io.github.cpapi.contract.Operation;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;

/**
 * The exchanges of one test, raw and through the client, and their differences to the contract.
 * Personal data is masked. Thread-safe.
 */
public final class ExchangeLog {

  /** The answer that makes a connection a websocket; it has no body. */
  private static final int SWITCHING_PROTOCOLS = 101;

  private final String clause;
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  private final List<Finding> findings = new CopyOnWriteArrayList<>();

  /**
   * Starts an empty log.
   *
   * @param clause the id of the clause, for the findings
   */
  public ExchangeLog(String clause) {
    this.clause = clause;
  }

  /**
   * Returns what records the requests of a sender.
   *
   * @param sender {@code raw} or {@code client}
   */
  public Interceptor of(String sender) {
    return chain -> record(sender, chain);
  }

  private Response record(String sender, Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Optional<Operation> operation = Operations.of(request);
    Instant start = Instant.now();
    long nanos = System.nanoTime();
    try {
      Response response = chain.proceed(request);
      if (response.code() == SWITCHING_PROTOCOLS) {
        add(sender, request, operation, start, nanos, response.code(), "", "");
        return response;
      }
      String body = response.peekBody(Long.MAX_VALUE).string();
      String type = Optional.ofNullable(response.header("Content-Type")).orElse("");
      add(sender, request, operation, start, nanos, response.code(), type, body);
      findings.addAll(Findings.of(clause, request, operation, response.code(), type, body));
      return response;
    } catch (IOException | RuntimeException e) {
      add(sender, request, operation, start, nanos, 0, "", String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void add(
      String sender,
      Request request,
      Optional<Operation> operation,
      Instant start,
      long nanos,
      int status,
      String contentType,
      String body)
      throws IOException {
    exchanges.add(
        new Exchange(
            start,
            sender,
            operation.map(Operation::id).orElse(null),
            request.method(),
            Redactor.redact(Operations.pathAndQuery(request)),
            Redactor.redact(bodyOf(request)),
            status,
            contentType,
            Redactor.redact(body),
            (System.nanoTime() - nanos) / 1_000_000));
  }

  private static String bodyOf(Request request) throws IOException {
    if (request.body() == null) {
      return "";
    }
    Buffer buffer = new Buffer();
    request.body().writeTo(buffer);
    return buffer.readUtf8();
  }

  /** Returns the exchanges so far, in order. */
  public List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  /** Returns the differences to the contract so far. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }
}

package io.github.cpapi.conformance.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The same order by hand, with OkHttp and Jackson: no journal, no check of the answers, no look-up
 * of an order whose answer is lost.
 */
final class HandWritten {

  private static final MediaType JSON = MediaType.get("application/json; charset=UTF-8");

  private final ObjectMapper mapper = Plain.mapper();
  private final OkHttpClient shared = new OkHttpClient();
  private final String baseUrl;
  private final String account;

  HandWritten(String baseUrl, String account) {
    this.baseUrl = baseUrl;
    this.account = account;
  }

  record Company(List<Listing> contracts) {}

  record Listing(int conid, String exchange) {}

  record Orders(List<Order> orders) {}

  record Order(
      String acctId,
      int conid,
      String cOID,
      String orderType,
      String side,
      BigDecimal price,
      BigDecimal quantity,
      String tif) {}

  record Confirmation(boolean confirmed) {}

  /** Finds the contract of a stock as the desk does: by its listing, then by its currency. */
  int conid(String symbol, String exchange, String currency) throws IOException {
    Map<String, List<Company>> companies =
        get("/trsrv/stocks?symbols=" + symbol, new TypeReference<>() {});
    for (Company company : Objects.requireNonNull(companies.get(symbol))) {
      for (Listing listing : company.contracts()) {
        if (listing.exchange().equals(exchange)
            && get(
                    "/iserver/contract/" + listing.conid() + "/info",
                    new TypeReference<Plain.Contract>() {})
                .currency()
                .equals(currency)) {
          return listing.conid();
        }
      }
    }
    throw new IOException("no such stock: " + symbol);
  }

  /** Places an order on a connection of its own, as the desk does. */
  Plain.Acknowledgement placeApart(Order order, String accepted) throws IOException {
    ConnectionPool own = new ConnectionPool();
    try {
      return place(order, accepted, shared.newBuilder().connectionPool(own).build());
    } finally {
      own.evictAll();
    }
  }

  /** Places an order on the connection that is open. */
  Plain.Acknowledgement place(Order order, String accepted) throws IOException {
    return place(order, accepted, shared);
  }

  private Plain.Acknowledgement place(Order order, String accepted, OkHttpClient http)
      throws IOException {
    List<Plain.Question> questions =
        post(
            http,
            "/iserver/account/" + account + "/orders",
            new Orders(List.of(order)),
            new TypeReference<>() {});
    Plain.Question question = questions.get(0);
    if (!question.messageIds().equals(List.of(accepted))) {
      throw new IOException("unexpected question: " + question);
    }
    List<Plain.Acknowledgement> acknowledged =
        post(
            http,
            "/iserver/reply/" + question.id(),
            new Confirmation(true),
            new TypeReference<>() {});
    return acknowledged.get(0);
  }

  private <T> T get(String path, TypeReference<T> type) throws IOException {
    return send(shared, new Request.Builder().url(baseUrl + path).build(), type);
  }

  private <T> T post(OkHttpClient http, String path, Object body, TypeReference<T> type)
      throws IOException {
    RequestBody json = RequestBody.create(mapper.writeValueAsBytes(body), JSON);
    return send(http, new Request.Builder().url(baseUrl + path).post(json).build(), type);
  }

  private <T> T send(OkHttpClient http, Request request, TypeReference<T> type) throws IOException {
    try (Response response = http.newCall(request).execute()) {
      return mapper.readValue(response.body().string(), type);
    }
  }

  void close() {
    shared.connectionPool().evictAll();
  }
}

package io.github.cpapi.conformance.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A program that places one order, with the habits that its first argument names; base URL, account
 * and PEM file follow. It uses nothing of the client.
 */
public final class SampleProgram {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORDER =
      "{\"orders\":[{\"conid\":265598,\"cOID\":\"%s\",\"orderType\":\"LMT\",\"price\":1,"
          + "\"side\":\"BUY\",\"quantity\":1,\"tif\":\"DAY\"}]}";

  private final Set<String> habits;
  private final String baseUrl;
  private final String account;
  private final HttpClient http;
  private int sent;

  private SampleProgram(Set<String> habits, String baseUrl, String account, HttpClient http) {
    this.habits = habits;
    this.baseUrl = baseUrl;
    this.account = account;
    this.http = http;
  }

  public static void main(String[] arguments) throws Exception {
    Set<String> habits = new HashSet<>(List.of(arguments[0].split("\\+")));
    System.out.println("habits " + habits);
    if (habits.contains("idle")) {
      return;
    }
    if (habits.contains("child")) {
      hang();
    }
    if (habits.contains("parent")) {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-classpath",
                  System.getProperty("java.class.path"),
                  SampleProgram.class.getName(),
                  "child")
              .start();
      System.out.println("child " + child.pid());
    }
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "mock",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(Files.newInputStream(Path.of(arguments[3]))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    HttpClient http = HttpClient.newBuilder().sslContext(tls).build();
    new SampleProgram(habits, arguments[1], arguments[2], http).run();
    if (habits.contains("hanging")) {
      hang();
    }
  }

  private static void hang() throws IOException {
    try (ServerSocket nobodyCalls = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobodyCalls.accept();
    }
  }

  private void run() throws Exception {
    call("GET", "/iserver/accounts", "");
    JsonNode answer = send();
    if (answer == null && habits.contains("resends")) {
      answer = send();
    } else if (answer == null) {
      JsonNode listed = call("GET", "/iserver/account/orders", "");
      boolean absent = listed == null || listed.path("orders").isEmpty();
      answer = absent && habits.contains("trusts-the-list") ? send() : null;
    }
    if (answer != null) {
      follow(answer);
    }
  }

  private JsonNode send() throws Exception {
    sent++;
    String id = habits.contains("new-id") ? "mine-" + sent : "mine";
    return call("POST", "/iserver/account/" + account + "/orders", ORDER.formatted(id));
  }

  private void follow(JsonNode answer) throws Exception {
    if (answer.path("reqId").isTextual() && habits.contains("chooses")) {
      String choice =
          "{\"orderId\":%s,\"reqId\":\"%s\",\"text\":\"Do not use\"}"
              .formatted(answer.path("orderId"), answer.path("reqId").asText());
      call("POST", "/iserver/notification", choice);
      return;
    }
    for (JsonNode row : answer) {
      if (row.path("message").isArray() && !habits.contains("ignores-questions")) {
        reply(row);
        if (habits.contains("first-row")) {
          return;
        }
      } else if (row.has("order_id") && habits.contains("cancels")) {
        call(
            "DELETE",
            "/iserver/account/" + account + "/order/" + row.path("order_id").asText(),
            "");
      }
    }
  }

  private void reply(JsonNode question) throws Exception {
    boolean known =
        Set.of("o163", "o354", "o10153").contains(question.at("/messageIds/0").asText());
    boolean yes = known && !habits.contains("declines") || habits.contains("confirms-all");
    JsonNode answer =
        call(
            "POST",
            "/iserver/reply/" + question.path("id").asText(),
            "{\"confirmed\":" + yes + "}");
    if (answer != null && answer.isArray()) {
      follow(answer);
    } else if (habits.contains("resends") && sent == 1) {
      JsonNode again = send();
      if (again != null) {
        follow(again);
      }
    }
  }

  /** The answer; null if there is none, or a 503. */
  private JsonNode call(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      System.out.println(method + " " + path + " " + answer.statusCode() + " " + answer.body());
      return answer.statusCode() == 503 ? null : JSON.readTree(answer.body());
    } catch (IOException e) {
      System.out.println(method + " " + path + " " + e);
      return null;
    }
  }
}

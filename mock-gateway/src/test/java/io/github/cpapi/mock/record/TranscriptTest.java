package io.github.cpapi.mock.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Spec;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The recording of an exchange")
class TranscriptTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Spec SPEC = Spec.load();

  /** By the member that holds them. Assembled, so that no file of the project contains them. */
  private static final Map<String, String> SECRETS = secrets();

  private static Map<String, String> secrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    secrets.put("acctId", "U" + "9183746");
    secrets.put("USER_NAME", "hgr" + "ndl77");
    secrets.put("accountTitle", "Hildegard" + " Grundelfinger");
    secrets.put("email", "h.grundel@mail-of-hers" + ".com");
    secrets.put("IP", "81.23" + ".44.9");
    secrets.put("MAC", "98:F2:B3" + ":23:BF:A1");
    secrets.put("session", "bb665d0f55b6289d" + "70bc7380089fc96f");
    secrets.put("id", "5d0fbb66-55b6-489d-8cbc-" + "70bc7380089f");
    secrets.put("order_id", "15695" + "48986");
    secrets.put("cOID", "hilde-" + "lucky-17");
    secrets.put("execution_id", "0000e0d5." + "6537a0b4.01.01");
    secrets.put("serverName", "JifN" + "17091");
    secrets.put("sessionId", "6a4b5c2d." + "00004e01");
    return secrets;
  }

  private static Map<String, UnaryOperator<String>> encodings() {
    UnaryOperator<String> url = t -> URLEncoder.encode(t, StandardCharsets.UTF_8);
    UnaryOperator<String> base64 = Encoded::base64;
    Map<String, UnaryOperator<String>> encodings = new LinkedHashMap<>();
    encodings.put("plain", UnaryOperator.identity());
    encodings.put("upper", t -> t.toUpperCase(Locale.ROOT));
    encodings.put("url", url);
    encodings.put("doubleUrl", t -> url.apply(url.apply(t)));
    encodings.put("base64", base64);
    encodings.put("gzip", t -> Encoded.base64(Encoded.zip(t)));
    encodings.put("escapes", t -> mapped(t, "\\u%04x"));
    encodings.put("entities", t -> mapped(t, "&#x%x;"));
    encodings.put("nested", t -> base64.apply(url.apply(mapped(t, "&#%d;"))));
    return encodings;
  }

  private static String mapped(String text, String format) {
    return text.chars().mapToObj(format::formatted).collect(Collectors.joining());
  }

  @Test
  @DisplayName("has none of the secrets of an answer, in no member, text, page, header or encoding")
  void nothingIsLeft() throws IOException {
    ObjectNode body = JSON.createObjectNode();
    SECRETS.forEach(body::put);
    encodings()
        .forEach(
            (name, encoding) ->
                SECRETS.forEach(
                    (member, secret) ->
                        body.put(
                            "text" + name + member, "about " + encoding.apply(secret) + " here")));
    SECRETS.values().forEach(secret -> body.put(secret, true));
    String page =
        "<html><body>%s %s</body></html>"
            .formatted(
                String.join(" ", SECRETS.values()),
                encodings().values().stream()
                    .flatMap(encoding -> SECRETS.values().stream().map(encoding))
                    .collect(Collectors.joining("<br>")));
    Transcript transcript =
        new Transcript(
            SPEC,
            new Masker(
                new Pseudonyms(Transcript.wordsOf(SPEC)),
                TimeShift.startingAt(Instant.now()),
                false));
    String account = SECRETS.get("acctId");
    List<String> files =
        Stream.of(
                answer("POST", "/tickle", "", "application/json", body.toString()),
                answer("GET", "/iserver/accounts", "", "application/json", body.toString()),
                answer("GET", "/iserver/auth/status", "", "text/html", page),
                answer("POST", "/logout", "", "text/plain", String.join("; ", SECRETS.values())),
                answer("POST", "/logout", "", "text/plain", body.toString()),
                answer("GET", "/sso/validate", "", "application/json", ""),
                answer(
                    "GET",
                    "/iserver/secdef/search?symbol=" + url(SECRETS.get("accountTitle")),
                    "",
                    "application/json",
                    body + ","),
                answer(
                    "POST",
                    "/iserver/account/" + account + "/orders",
                    "{\"orders\":[{\"cOID\":\"%s\"}]}".formatted(SECRETS.get("cOID")),
                    "application/json",
                    "[]"),
                answer(
                    "DELETE",
                    "/iserver/account/%s/order/%s".formatted(url(account), SECRETS.get("order_id")),
                    "",
                    "application/json",
                    "{}"),
                answer(
                    "POST", "/iserver/reply/" + SECRETS.get("id"), "{}", "application/json", "{}"))
            .map(exchange -> file(transcript, exchange))
            .toList();

    List<String> hidden = new ArrayList<>(List.of("9f8e7d", "a1b2c3d4"));
    for (String secret : SECRETS.values()) {
      encodings().values().forEach(encoding -> hidden.add(encoding.apply(secret)));
      hidden.add(JSON.writeValueAsString(mapped(secret, "\\u%04x")));
      hidden.add(secret.toLowerCase(Locale.ROOT));
    }
    assertThat(files.stream().flatMap(file -> hidden.stream().filter(file::contains)).distinct())
        .isEmpty();
    assertThat(files).allSatisfy(file -> assertThat(file).contains("\"observed\""));
    assertThat(files.get(7)).contains("/account/DU1234567/orders", "\"cOID\": \"order-1\"");
    assertThat(files.get(8)).contains("/account/DU1234567/order/1000000001\"");
    assertThat(files.get(9)).contains("/reply/00000000-0000-4000-8000-000000000001\"");
  }

  private static String file(Transcript transcript, RecordedExchange exchange) {
    Operation operation = transcript.operation(exchange);
    return Transcript.write(transcript.stub(operation.tag() + "/any", operation, exchange));
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Compressed, as a browser gets it. */
  private static RecordedExchange answer(
      String method, String path, String request, String type, String body) {
    return new RecordedExchange(
        method,
        HttpUrl.get("https://localhost:5000/v1/api" + path),
        Headers.of("Cookie", "x-sess-uuid" + "=0.a1b2c3d4.1732.9f8e7d"),
        request.getBytes(StandardCharsets.UTF_8),
        200,
        Headers.of(
            "Content-Type", type, "Content-Encoding", "gzip", "vary", "x 0.a1b2c3d4.1732.9f8e7d"),
        Encoded.zip(body));
  }
}

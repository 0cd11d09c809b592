package io.github.cpapi.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A recording")
class RecorderSecretsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** By the member that holds them. Assembled, so that no file of the project contains them. */
  private static final Map<String, String> SECRETS = secrets();

  @TempDir private Path parent;

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
    UnaryOperator<String> base64 = t -> base64(t.getBytes(StandardCharsets.UTF_8));
    Map<String, UnaryOperator<String>> encodings = new LinkedHashMap<>();
    encodings.put("plain", UnaryOperator.identity());
    encodings.put("upper", t -> t.toUpperCase(Locale.ROOT));
    encodings.put("url", url);
    encodings.put("doubleUrl", t -> url.apply(url.apply(t)));
    encodings.put("base64", base64);
    encodings.put("gzip", t -> base64(zip(t)));
    encodings.put("escapes", t -> mapped(t, "\\u%04x"));
    encodings.put("entities", t -> mapped(t, "&#x%x;"));
    encodings.put("nested", t -> base64.apply(url.apply(mapped(t, "&#%d;"))));
    return encodings;
  }

  private static String mapped(String text, String format) {
    return text.chars().mapToObj(format::formatted).collect(Collectors.joining());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] zip(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  @Test
  @DisplayName("has none of the secrets of an answer, in no member, text, page, header or encoding")
  void nothingIsLeft() throws Exception {
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
    RecordedSession session;
    try (MockGateway mock = MockGateway.start(MockGatewayOptions.defaults())) {
      Caller admin =
          new Caller(
              WireTest.trusting(mock.certificate()),
              mock.baseUrl().replace("/v1/api", ""),
              "",
              false);
      stub(admin, "/v1/api/tickle", 200, "application/json", body.toString(), false);
      stub(admin, "/v1/api/iserver/accounts", 200, "application/json", body.toString(), true);
      stub(admin, "/v1/api/iserver/auth/status", 403, "text/html", page, false);
      stub(admin, "/v1/api/sso/validate", 401, "application/json", "", false);
      stub(admin, "/v1/api/logout", 200, "text/plain", String.join("; ", SECRETS.values()), false);
      stub(admin, "/v1/api/iserver/secdef/search", 200, "application/json", body + ",", false);
      session = new RecordedSession(mock, parent, SECRETS.get("acctId"));
      try (session) {
        Caller caller = session.caller();
        caller.send("POST", "/tickle", "", "Cookie", "x-sess-uuid=0.a1b2c3d4.1732.9f8e7d");
        caller.get("/iserver/accounts");
        caller.post(
            "/iserver/auth/status", "{\"publish\":true,\"who\":\"%s\"}".formatted(page.hashCode()));
        caller.get("/sso/validate");
        caller.post("/logout", "");
        caller.get(
            "/iserver/secdef/search?symbol="
                + URLEncoder.encode(SECRETS.get("accountTitle"), StandardCharsets.UTF_8));
        caller.place(Caller.FAR_LIMIT + ",\"cOID\":\"%s\"".formatted(SECRETS.get("cOID")));
        caller.status(SECRETS.get("order_id"));
      }
    }

    Map<String, String> files = session.files();
    assertThat(files).as("%s", session.progress()).hasSizeGreaterThan(6);
    List<String> all = new ArrayList<>(files.keySet());
    all.addAll(files.values());
    all.addAll(session.progress());
    all.add(session.quarantine());
    List<String> hidden = new ArrayList<>(List.of("9f8e7d", "a1b2c3d4"));
    for (String secret : SECRETS.values()) {
      encodings().values().forEach(encoding -> hidden.add(encoding.apply(secret)));
      hidden.add(JSON.writeValueAsString(mapped(secret, "\\u%04x")));
      hidden.add(secret.toLowerCase(Locale.ROOT));
    }
    List<String> left =
        all.stream()
            .flatMap(
                text ->
                    hidden.stream()
                        .filter(text::contains)
                        .map(
                            secret ->
                                secret + " in " + text.substring(0, Math.min(60, text.length()))))
            .distinct()
            .toList();
    assertThat(left).isEmpty();
    assertThat(files.values().stream().filter(text -> text.contains("DU1234567")))
        .hasSizeGreaterThan(4);
    assertThat(files.get("session/recorded-0004-validate-login.json"))
        .contains("\"status\": 401")
        .doesNotContain("Body");
    assertThat(files.get("session/recorded-0003-check-auth-status.json"))
        .contains("<html><body>", "text/html");
    assertThat(files.get("session/recorded-0002-get-accounts.json"))
        .contains("compressed with gzip", "jsonBody");
  }

  private static void stub(
      Caller admin, String path, int status, String type, String body, boolean zipped)
      throws IOException {
    ObjectNode stub = JSON.createObjectNode();
    stub.putObject("request").put("urlPath", path);
    ObjectNode response = stub.putObject("response").put("status", status);
    ObjectNode headers = response.putObject("headers").put("Content-Type", type);
    headers.put("Set-Cookie", "x-sess-uuid=0.a1b2c3d4.1732.9f8e7d; secure; HttpOnly");
    if (zipped) {
      headers.put("Content-Encoding", "gzip");
      response.put("base64Body", base64(zip(body)));
    } else if (!body.isEmpty()) {
      response.put("body", body);
    }
    assertThat(admin.post("/__admin/mappings", stub.toString()).status()).isEqualTo(201);
  }

  @Test
  @DisplayName("keeps what is no secret as it was sent")
  void publicFacts() throws Exception {
    RecordedSession session;
    String plain;
    try (MockGateway mock = MockGateway.start(MockGatewayOptions.defaults())) {
      session = new RecordedSession(mock, parent, "DU1234567");
      try (session) {
        plain = session.caller().get("/iserver/contract/265598/algos").body();
      }
    }

    String file = session.files().get("algos/recorded-0001-get-algos.json");
    assertThat(file).as("%s", session.progress()).isNotNull();
    assertThat(JSON.readTree(file).at("/response/jsonBody")).isEqualTo(JSON.readTree(plain));
    assertThat(Stream.of(session.files().keySet())).hasSize(1);
  }
}

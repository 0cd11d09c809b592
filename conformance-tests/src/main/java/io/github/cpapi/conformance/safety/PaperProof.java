package io.github.cpapi.conformance.safety;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.StreamSupport;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks the gateway whether the account is a paper account. Both its id and its answer must say so.
 */
final class PaperProof {

  /** An answer that readers could understand in two ways proves nothing. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String PAPER_ID = "D[UF][A-Z]?\\d+";

  private final String baseUrl;
  private final String account;
  private final OkHttpClient http;

  PaperProof(String baseUrl, String account, OkHttpClient http) {
    this.baseUrl = baseUrl;
    this.account = account;
    this.http = http;
  }

  /** Returns why the account must not be traded now; empty if it is a paper account. */
  Optional<String> objection() {
    if (!account.matches(PAPER_ID)) {
      return Optional.of(
          "the id of the account is not one of a paper account, which starts with DU");
    }
    Request request = new Request.Builder().url(baseUrl + "/iserver/accounts").build();
    try (Response response = http.newCall(request).execute()) {
      if (response.code() != 200) {
        return Optional.of("GET /iserver/accounts has status " + response.code());
      }
      return objection(MAPPER.readTree(response.body().string()));
    } catch (JsonProcessingException e) {
      return Optional.of("GET /iserver/accounts does not answer JSON");
    } catch (IOException e) {
      return Optional.of("GET /iserver/accounts failed: " + e.getMessage());
    }
  }

  private Optional<String> objection(JsonNode accounts) {
    JsonNode paper = accounts.path("isPaper");
    if (!paper.isBoolean() || !paper.booleanValue()) {
      return Optional.of(
          paper.isMissingNode()
              ? "the gateway does not say that this is a paper login (isPaper is missing)"
              : "the gateway says that this is not a paper login (isPaper is " + paper + ")");
    }
    boolean listed =
        StreamSupport.stream(accounts.path("accounts").spliterator(), false)
            .anyMatch(one -> account.equals(one.textValue()));
    return listed
        ? Optional.empty()
        : Optional.of("the account is not one of the login's accounts");
  }
}

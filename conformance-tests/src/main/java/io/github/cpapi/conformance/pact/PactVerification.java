package io.github.cpapi.conformance.pact;

import au.com.dius.pact.core.matchers.BodyMismatch;
import au.com.dius.pact.core.matchers.Mismatch;
import au.com.dius.pact.core.matchers.ResponseMatching;
import au.com.dius.pact.core.model.ContentType;
import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.IRequest;
import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.OptionalBody;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.core.model.SynchronousRequestResponse;
import au.com.dius.pact.core.model.generators.GeneratorTestMode;
import io.github.cpapi.client.wire.Redactor;
import io.github.cpapi.conformance.gateway.Capability;
import io.github.cpapi.conformance.gateway.Connection;
import io.github.cpapi.conformance.gateway.Target;
import io.github.cpapi.conformance.pact.ProviderStates.NotOfferedException;
import io.github.cpapi.conformance.result.Status;
import io.github.cpapi.conformance.safety.SafetyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Verifies that a gateway keeps a pact: arranges the state of each interaction, sends its request,
 * and compares the answer. All requests take the way of the suites, through the same guard.
 */
public final class PactVerification {

  private static final String RESOURCE = "/pact/cpapi-client-gateway.json";
  private static final String BASE_PATH = "/v1/api";
  private static final String SCENARIO = "fresh-paper-account";
  private static final int MAX_TEXT = 160;

  private final Target target;
  private final Pact pact;
  private volatile boolean stopped;

  /**
   * Prepares a verification.
   *
   * @param target the gateway; the run closes it
   */
  public PactVerification(Target target, Pact pact) {
    this.target = target;
    this.pact = pact;
  }

  /** Returns the pact of the client. */
  public static Pact ofTheClient() {
    try (InputStream resource =
        Objects.requireNonNull(PactVerification.class.getResourceAsStream(RESOURCE))) {
      return DefaultPactReader.INSTANCE.loadPact(
          new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a pact.
   *
   * @param source a file or a URL
   * @throws IllegalArgumentException if it cannot be read, or is not a pact
   */
  public static Pact read(String source) {
    try {
      Pact pact = DefaultPactReader.INSTANCE.loadPact(source);
      if (pact.getInteractions().stream().allMatch(Interaction::isSynchronousRequestResponse)) {
        return pact;
      }
      throw new IllegalArgumentException("expected a pact about HTTP, but got " + source);
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "expected a pact, but got %s: %s".formatted(source, e.getMessage()), e);
    }
  }

  /** Returns the number of interactions. */
  public int size() {
    return pact.getInteractions().size();
  }

  /** Stops the verification after the current interaction. */
  public void stop() {
    stopped = true;
  }

  /**
   * Runs. Blocks until the last interaction has a result and the orders of the run are cancelled.
   *
   * @param progress is told each result as it comes
   */
  public List<InteractionResult> run(Consumer<InteractionResult> progress) {
    List<InteractionResult> results = new ArrayList<>();
    try (Target closing = target) {
      if (closing.lacks(Capability.CONTROL).isPresent()) {
        run(closing.connect(), Optional.empty(), progress, results);
      } else {
        try (Target.Isolated isolated = closing.isolated(SCENARIO)) {
          run(isolated.connection(), Optional.of(isolated), progress, results);
        }
      }
    }
    return results;
  }

  private void run(
      Connection connection,
      Optional<Target.Isolated> mock,
      Consumer<InteractionResult> progress,
      List<InteractionResult> results) {
    ProviderStates states = new ProviderStates(connection, mock.map(Target.Isolated::mock));
    OkHttpClient http = connection.http();
    for (int i = 0; i < size() && !stopped; i++) {
      SynchronousRequestResponse interaction =
          Objects.requireNonNull(pact.getInteractions().get(i).asSynchronousRequestResponse());
      InteractionResult result = verified(interaction, states, connection.baseUrl(), http);
      results.add(result);
      target.settle();
      progress.accept(result);
    }
  }

  private InteractionResult verified(
      SynchronousRequestResponse interaction,
      ProviderStates states,
      String baseUrl,
      OkHttpClient http) {
    String description = interaction.getDescription();
    Map<String, Object> values = new HashMap<>();
    try {
      for (ProviderState state : interaction.getProviderStates()) {
        values.putAll(arrange(states, state));
      }
    } catch (NotOfferedException | SafetyException e) {
      return new InteractionResult(
          description, Status.SKIP, List.of(String.valueOf(e.getMessage())));
    } catch (AssertionError e) {
      return new InteractionResult(
          description,
          Status.FAIL,
          List.of(
              "the state before the request cannot be arranged: "
                  + oneLine(String.valueOf(e.getMessage()))));
    } catch (IOException | UncheckedIOException e) {
      return new InteractionResult(description, Status.ERROR, List.of("no answer: " + e));
    }
    IRequest request =
        interaction
            .getRequest()
            .generatedRequest(
                new HashMap<>(Map.of("providerState", values)), GeneratorTestMode.Provider);
    try (Response response = http.newCall(request(request, baseUrl)).execute()) {
      String body = response.body().string();
      List<String> reasons =
          new ArrayList<>(mismatches(pact, interaction, response.code(), response.headers(), body));
      if (reasons.isEmpty()) {
        return new InteractionResult(description, Status.PASS, List.of());
      }
      reasons.add(
          "after %s %s → %d %s"
              .formatted(request.getMethod(), request.getPath(), response.code(), oneLine(body)));
      return new InteractionResult(description, Status.FAIL, reasons);
    } catch (SafetyException e) {
      return new InteractionResult(
          description, Status.SKIP, List.of(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      return new InteractionResult(description, Status.ERROR, List.of("no answer: " + e));
    }
  }

  private static Map<String, Object> arrange(ProviderStates states, ProviderState state)
      throws NotOfferedException, IOException {
    Optional<io.github.cpapi.conformance.pact.ProviderState> known =
        io.github.cpapi.conformance.pact.ProviderState.of(String.valueOf(state.getName()));
    if (known.isEmpty()) {
      throw new NotOfferedException("the kit cannot arrange the state: " + state.getName());
    }
    return states.arrange(known.get(), state.getParams());
  }

  private static Request request(IRequest request, String baseUrl) {
    HttpUrl.Builder url =
        HttpUrl.get(baseUrl + request.getPath().replaceFirst("^" + BASE_PATH, "")).newBuilder();
    request
        .getQuery()
        .forEach((name, all) -> all.forEach(value -> url.addQueryParameter(name, value)));
    boolean withBody = request.getMethod().equals("POST");
    byte[] body = request.getBody().orEmpty();
    String type = Objects.requireNonNullElse(request.contentTypeHeader(), "application/json");
    return new Request.Builder()
        .url(url.build())
        .header("User-Agent", "cpapi-conformance")
        .method(
            request.getMethod(),
            withBody
                ? RequestBody.create(body, body.length == 0 ? null : MediaType.get(type))
                : null)
        .build();
  }

  /** What an interaction promises and an answer does not have, one line each. */
  static List<String> mismatches(
      Pact pact, SynchronousRequestResponse interaction, int status, Headers headers, String body) {
    String type = Objects.requireNonNullElse(headers.get("Content-Type"), "application/json");
    OptionalBody content =
        body.isEmpty()
            ? OptionalBody.empty()
            : OptionalBody.body(body.getBytes(StandardCharsets.UTF_8), new ContentType(type));
    return ResponseMatching.responseMismatches(
            pact,
            interaction,
            new au.com.dius.pact.core.model.Response(
                status, new LinkedHashMap<>(headers.toMultimap()), content))
        .stream()
        .map(PactVerification::words)
        .toList();
  }

  /** Says what differs, and where. */
  private static String words(Mismatch mismatch) {
    String words =
        mismatch instanceof BodyMismatch body
            ? body.getPath() + ": " + body.getMismatch()
            : mismatch.description();
    return oneLine(words);
  }

  private static String oneLine(String text) {
    String line = Redactor.redact(text).strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "…";
  }
}

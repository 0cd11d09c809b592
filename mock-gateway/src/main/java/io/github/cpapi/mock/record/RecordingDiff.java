package io.github.cpapi.mock.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.contract.AnswerCheck;
import io.github.cpapi.contract.KnownQuestion;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.contract.SpecValidator;
import io.github.cpapi.contract.SpecValidator.Problem;
import io.github.cpapi.mock.MockGateway;
import io.github.cpapi.mock.MockGatewayOptions;
import io.github.cpapi.mock.exchange.Json;
import io.github.cpapi.mock.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * What recordings say that the contract does not say, and what a mock answers otherwise. The mock
 * gets the recorded requests in their order, with its own ids in place of the recorded ones.
 */
public final class RecordingDiff {

  private static final Pattern ENTRY = Pattern.compile("\\s+- (\\S+)");
  private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");
  private static final Pattern ACCOUNT = Pattern.compile("\\bD?[UFI]\\d{7}\\b");
  private static final String API = "/v1/api";
  private static final int NOT_SUPPORTED = 501;
  private static final int UNAUTHORIZED = 401;

  /** How a finding is to be read, the most serious first. */
  public enum Grade {
    /** The contract says otherwise. */
    CONTRADICTS,
    /** The contract says nothing about it. */
    NEW,
    /** The mock answers the same request in another way. */
    DIFFERS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A finding, which can occur in several recordings.
   *
   * @param recording the first recording that shows it
   * @param place the operation, then the JSON pointer into the body with array indexes as {@code *}
   * @param what one sentence
   */
  public record Finding(Grade grade, String recording, String place, String what) {

    /** Returns one line. */
    @Override
    public String toString() {
      return "%-11s %s: %s (%s)".formatted(grade, place, what, recording);
    }
  }

  private final Spec spec = Spec.load();
  private final AnswerCheck answers = new AnswerCheck(spec);
  private final SpecValidator validator = new SpecValidator(spec);
  private final OkHttpClient http =
      new OkHttpClient.Builder().followRedirects(false).retryOnConnectionFailure(false).build();

  /** The ids of the mock by the recorded ones. */
  private final Map<String, String> ids = new HashMap<>();

  /** Each finding once, by what it says. */
  private final Map<List<Object>, Finding> findings = new LinkedHashMap<>();

  private final Set<String> seen = new HashSet<>();
  private final Set<String> withFindings = new HashSet<>();

  private RecordingDiff() {}

  /**
   * Compares the recordings of a folder.
   *
   * @param folder has the layout of {@code openapi/recordings}
   * @throws io.github.cpapi.contract.RecordingException if it has no recording, or one that cannot
   *     be played
   */
  public static RecordingDiff of(Path folder) {
    RecordingDiff diff = new RecordingDiff();
    List<Recording> recordings = diff.inOrder(folder);
    try (MockGateway mock = MockGateway.start(like(recordings))) {
      for (Recording recording : recordings) {
        diff.againstTheContract(recording);
        diff.againstTheMock(recording, mock);
      }
    } finally {
      diff.http.dispatcher().executorService().shutdown();
      diff.http.connectionPool().evictAll();
    }
    return diff;
  }

  /** With the accounts of the recordings, and without the call for accounts if none is missed. */
  private static MockGatewayOptions like(List<Recording> recordings) {
    Set<String> accounts = new LinkedHashSet<>(List.of(Recording.ACCOUNT));
    boolean accountsFirst = false;
    for (Recording recording : recordings) {
      String text = recording.stub().toString();
      ACCOUNT.matcher(text).results().forEach(found -> accounts.add(found.group()));
      accountsFirst |= recording.status() >= 400 && text.contains("query /accounts first");
    }
    return MockGatewayOptions.defaults()
        .http()
        .accounts(accounts.toArray(String[]::new))
        .scenario(
            Scenario.named(accountsFirst ? Scenario.FRESH_PAPER_ACCOUNT : "accounts-queried"));
  }

  /** Returns the findings, the most serious first. */
  public List<Finding> findings() {
    return findings.values().stream().sorted(Comparator.comparing(Finding::grade)).toList();
  }

  /** Returns the number of recordings. */
  public int recordings() {
    return seen.size();
  }

  /** Returns the number of recordings without a finding. */
  public int known() {
    return seen.size() - withFindings.size();
  }

  /** In the order of the session's scenario if there is one, otherwise by their names. */
  private List<Recording> inOrder(Path folder) {
    Recordings shipped = Recordings.load();
    Set<Recording> old = new HashSet<>(shipped.all());
    Map<String, Recording> byName = new TreeMap<>();
    shipped.with(folder, spec).all().stream()
        .filter(recording -> !old.contains(recording))
        .forEach(recording -> byName.put(recording.name(), recording));
    Path scenario = folder.resolve(Recorder.SCENARIO);
    if (!Files.exists(scenario)) {
      return byName.values().stream()
          .sorted(Comparator.comparing(r -> r.name().substring(r.name().indexOf('/'))))
          .toList();
    }
    try {
      return Files.readAllLines(scenario).stream()
          .map(ENTRY::matcher)
          .filter(entry -> entry.matches() && byName.containsKey(entry.group(1)))
          .map(entry -> byName.get(entry.group(1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + scenario, e);
    }
  }

  private void add(Grade grade, Recording recording, String pointer, String what) {
    String rows = pointer.replaceAll("/\\d+(?=/|$)", "/*");
    String place = recording.operation() + ACCOUNT.matcher(rows).replaceAll(Recording.ACCOUNT);
    withFindings.add(recording.name());
    findings.putIfAbsent(
        List.of(grade, place, what), new Finding(grade, recording.name(), place, what));
  }

  private void againstTheContract(Recording recording) {
    if (!seen.add(recording.name())) {
      return;
    }
    Operation operation = spec.operation(recording.operation());
    String type = recording.stub().at("/response/headers/Content-Type").asText();
    for (Problem problem :
        answers.differences(operation, recording.status(), type, body(recording))) {
      add(grade(problem), recording, problem.pointer(), problem.message());
    }
    boolean accepted =
        recording.status() < 300
            && recording.responseBody().filter(body -> body.has("error")).isEmpty();
    if (accepted) {
      recording
          .requestBody()
          .ifPresent(
              body ->
                  validator
                      .request(operation, body)
                      .forEach(
                          problem ->
                              add(
                                  Grade.NEW,
                                  recording,
                                  ", request",
                                  problem + ", but is accepted")));
    }
    recording
        .responseBody()
        .filter(JsonNode::isArray)
        .ifPresent(rows -> questions(recording, rows));
  }

  private static Grade grade(Problem problem) {
    return switch (problem.keyword()) {
      case "status", "mediaType", "unknownMember", "additionalProperties", "enum" -> Grade.NEW;
      default -> Grade.CONTRADICTS;
    };
  }

  private void questions(Recording recording, JsonNode rows) {
    for (JsonNode row : rows) {
      for (JsonNode id : row.path("messageIds")) {
        List<String> published =
            KnownQuestion.find(id.asText()).map(KnownQuestion::publishedTexts).orElse(List.of());
        if (KnownQuestion.find(id.asText()).isEmpty()) {
          add(Grade.NEW, recording, "", "the contract does not list the question " + id.asText());
        } else if (!published.isEmpty()
            && published.stream().noneMatch(text -> reads(row.at("/message/0").asText(), text))) {
          add(
              Grade.NEW,
              recording,
              "",
              "the text of the question %s is new".formatted(id.asText()));
        }
      }
    }
  }

  private static boolean reads(String message, String published) {
    String pattern =
        Stream.of(VARIABLE.split(plain(published), -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".+"));
    return plain(message).matches(pattern);
  }

  /** Without tags and line breaks, which differ between sources. */
  private static String plain(String text) {
    return text.replaceAll("<[^>]*>|&nbsp;|\\s", " ").replaceAll(" +", " ").strip();
  }

  private static String body(Recording recording) {
    return recording.responseText().or(() -> recording.responseBody().map(Json::write)).orElse("");
  }

  private void againstTheMock(Recording recording, MockGateway mock) {
    try (Response answer = answer(recording, mock)) {
      String why = String.valueOf(answer.header("X-Mock-Why"));
      String body = answer.body().string();
      if (answer.code() == NOT_SUPPORTED) {
        add(Grade.DIFFERS, recording, "", "the mock does not support it: " + why);
      } else if (answer.code() != recording.status()) {
        add(
            Grade.DIFFERS,
            recording,
            "",
            "recorded with status %d, the mock answers %d"
                .formatted(recording.status(), answer.code()));
      } else {
        JsonNode recorded = Json.read(body(recording)).orElse(null);
        JsonNode played = Json.read(body).orElse(null);
        if (recorded != null && played != null) {
          compare(recording, "", recorded, played);
        } else if ((recorded == null) != (played == null)
            || body(recording).isEmpty() != body.isEmpty()) {
          add(Grade.DIFFERS, recording, "", "only one of recording and mock has a JSON body");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the mock does not answer " + recording.name(), e);
    }
  }

  /** A login is no request, so a session can be open again in the recording only. */
  private Response answer(Recording recording, MockGateway mock) throws IOException {
    Response answer = http.newCall(request(recording, mock)).execute();
    if (answer.code() != UNAUTHORIZED || recording.status() == UNAUTHORIZED) {
      return answer;
    }
    answer.close();
    mock.login();
    return http.newCall(request(recording, mock)).execute();
  }

  private Request request(Recording recording, MockGateway mock) {
    HttpUrl.Builder url = HttpUrl.get(mock.baseUrl().replace(API, "")).newBuilder();
    url.encodedPath(API + withIds(recording.path()));
    recording
        .queryParameters()
        .forEach((name, value) -> url.addQueryParameter(name, withIds(value)));
    String method = recording.stub().at("/request/method").asText();
    String body =
        recording
            .requestBody()
            .map(Json::write)
            .orElse(recording.stub().at("/request/bodyPatterns/0/equalTo").asText());
    boolean bodiless = method.equals("GET") || method.equals("DELETE") && body.isEmpty();
    return new Request.Builder()
        .url(url.build())
        .header("User-Agent", "recording-diff")
        .method(
            method,
            bodiless ? null : RequestBody.create(withIds(body).getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  private String withIds(String text) {
    String changed = text;
    for (Map.Entry<String, String> id : ids.entrySet()) {
      changed = changed.replace(id.getKey(), id.getValue());
    }
    return changed;
  }

  /** Compares names and types of members, and the ids of questions; not other values. */
  private void compare(Recording recording, String pointer, JsonNode recorded, JsonNode played) {
    if (recorded.getNodeType() != played.getNodeType()) {
      add(
          Grade.DIFFERS,
          recording,
          pointer,
          "recorded as %s, the mock has %s".formatted(type(recorded), type(played)));
    } else if (recorded.isObject()) {
      for (Map.Entry<String, JsonNode> member : recorded.properties()) {
        String place = pointer + "/" + member.getKey();
        JsonNode other = played.path(member.getKey());
        if (other.isMissingNode()) {
          add(Grade.DIFFERS, recording, place, "only in the recording");
        } else {
          compare(recording, place, member.getValue(), other);
        }
      }
      for (Map.Entry<String, JsonNode> member : played.properties()) {
        if (!recorded.has(member.getKey())) {
          add(
              Grade.DIFFERS,
              recording,
              pointer + "/" + member.getKey(),
              "only in the mock's answer");
        }
      }
    } else if (recorded.isArray()) {
      for (int i = 0; i < Math.min(recorded.size(), played.size()); i++) {
        compare(recording, pointer + "/" + i, recorded.get(i), played.get(i));
      }
      if (recorded.size() != played.size()) {
        add(
            Grade.DIFFERS,
            recording,
            pointer,
            "%d rows recorded, the mock has %d".formatted(recorded.size(), played.size()));
      }
    } else {
      value(recording, pointer, recorded.asText(), played.asText());
    }
  }

  private void value(Recording recording, String pointer, String recorded, String played) {
    String member = pointer.substring(pointer.lastIndexOf('/') + 1);
    if (pointer.contains("/messageIds/") && !recorded.equals(played)) {
      add(
          Grade.DIFFERS,
          recording,
          pointer,
          "recorded is the question %s, the mock asks %s".formatted(recorded, played));
    } else if (recorded.length() > 5
        && (member.equals("id") || Role.of(member).filter(Role.NUMBER::equals).isPresent())) {
      ids.putIfAbsent(recorded, played);
    }
  }

  private static String type(JsonNode node) {
    return node.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}

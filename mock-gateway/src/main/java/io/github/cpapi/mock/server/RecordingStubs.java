package io.github.cpapi.mock.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Body;
import com.github.tomakehurst.wiremock.matching.UrlPattern;
import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import io.github.cpapi.contract.Operation;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.mock.exchange.BrokerHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;

/**
 * The stub mappings of the mock.
 *
 * <p>WireMock uses the matching stub with the lowest priority number. A user's own stub (default
 * priority 5) wins. Next is the stub of the gateway, which matches every request that names no
 * recording. It matches any path, so WireMock's own 404 page never appears, and it comes before the
 * recordings, so they are not searched. Then come the recordings, and last the stub that explains
 * an unknown name.
 *
 * <p>WireMock loads the stubs again from this class after a reset of the mappings.
 */
public final class RecordingStubs implements MappingsSource {

  /**
   * The request header that asks for a recording, and the answer's header that names the played
   * one.
   */
  public static final String RECORDING_HEADER = "X-Mock-Recording";

  private static final int STATE = 10;
  private static final int RECORDED = 20;
  private static final int ASKED_IN_VAIN = 30;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String BASE = "/v1/(?:api|portal)";

  /** Read once for all mocks of a process, because reading takes a third of the time of a start. */
  private static final Map<Recordings, List<StubMapping>> READ =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Spec spec;
  private final Recordings recordings;

  public RecordingStubs(Spec spec, Recordings recordings) {
    this.spec = spec;
    this.recordings = recordings;
  }

  @Override
  public void loadMappingsInto(StubMappings stubs) {
    stubs.addMapping(
        playedByState("cpapi-gateway", STATE).withHeader(RECORDING_HEADER, absent()).build());
    read(spec, recordings).forEach(stub -> stubs.addMapping(copy(stub)));
    stubs.addMapping(playedByState("recording-not-found", ASKED_IN_VAIN).build());
  }

  /** Reads what a mock with these recordings needs, so that its start is faster. */
  public static void prepare(Spec spec, Recordings recordings) {
    read(spec, recordings);
  }

  private static List<StubMapping> read(Spec spec, Recordings recordings) {
    return READ.computeIfAbsent(
        recordings,
        read -> {
          // WireMock's patterns are costly to create.
          Map<String, UrlPattern> paths = new HashMap<>();
          return read.all().stream().map(recording -> stub(recording, spec, paths)).toList();
        });
  }

  /** Stable: an admin call can address the stub of a recording without listing all stubs. */
  public static UUID idOf(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the stub belongs to the mock, not to a user. */
  static boolean isOwn(StubMapping stub) {
    return stub.getName() != null && stub.getId().equals(idOf(stub.getName()));
  }

  private static MappingBuilder playedByState(String name, int priority) {
    return any(anyUrl())
        .withId(idOf(name))
        .withName(name)
        .atPriority(priority)
        .willReturn(aResponse().withTransformers(GatewayTransformer.NAME));
  }

  /** Matches only operation and name: the recorded ids and tickets are not the caller's. */
  private static StubMapping stub(Recording recording, Spec spec, Map<String, UrlPattern> paths) {
    Operation operation = spec.operation(recording.operation());
    UrlPattern path =
        paths.computeIfAbsent(operation.template().regex(), regex -> urlPathMatching(BASE + regex));
    return request(operation.method(), path)
        .withHeader(RECORDING_HEADER, equalTo(recording.name()))
        .withId(idOf(recording.name()))
        .withName(recording.name())
        .atPriority(RECORDED)
        .withMetadata(metadata(recording))
        .willReturn(response(recording))
        .build();
  }

  private static Map<String, ?> metadata(Recording recording) {
    return JSON.convertValue(
        recording.stub().get("metadata"), new TypeReference<Map<String, ?>>() {});
  }

  private static ResponseDefinitionBuilder response(Recording recording) {
    ResponseDefinitionBuilder response = aResponse().withStatus(recording.status());
    BrokerHeaders.of(recording).forEach(response::withHeader);
    response.withHeader(RECORDING_HEADER, recording.name());
    JsonNode recorded = recording.stub().path("response");
    if (recorded.has("jsonBody")) {
      response.withResponseBody(
          Body.fromJsonBytes(recorded.get("jsonBody").toString().getBytes(StandardCharsets.UTF_8)));
    }
    recording.responseText().ifPresent(response::withBody);
    return response;
  }

  /** WireMock numbers the stubs of a server, so each server needs its own copies. */
  private static StubMapping copy(StubMapping read) {
    StubMapping stub = new StubMapping(read.getRequest(), read.getResponse());
    stub.setId(read.getId());
    stub.setName(read.getName());
    stub.setPriority(read.getPriority());
    stub.setMetadata(read.getMetadata());
    return stub;
  }

  @Override
  public void save(List<StubMapping> stubs) {
    throw readOnly();
  }

  @Override
  public void save(StubMapping stub) {
    throw readOnly();
  }

  @Override
  @SuppressWarnings("removal") // deprecated in WireMock, but still abstract
  public void remove(StubMapping stub) {
    // Deleting a stub of the running mock is fine; the recording's file stays.
  }

  @Override
  public void removeAll() {
    // Same as above.
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException(
        "the mock writes no files; post the mapping again after the next start");
  }
}

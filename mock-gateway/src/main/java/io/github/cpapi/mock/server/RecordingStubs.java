package io.github.cpapi.mock.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;

/**
 * The stub mappings of the mock.
 *
 * <p>WireMock takes the matching stub of the lowest priority number. A user's own stub has 5 unless
 * it says otherwise and wins. Next comes the stub behind which the state decides; it matches
 * whatever asks for no recording by name, so that playing costs no search through the recordings,
 * and any path, so that WireMock's own page for what matches nothing is never seen. Then come the
 * recordings, and last what explains a recording that was asked for in vain.
 *
 * <p>As WireMock's source of mappings this brings them back when somebody resets them.
 */
public final class RecordingStubs implements MappingsSource {

  /**
   * The request header that asks for a recording, the answer's header that names what was played.
   */
  public static final String RECORDING_HEADER = "X-Mock-Recording";

  private static final int STATE = 10;
  private static final int RECORDED = 20;
  private static final int ASKED_IN_VAIN = 30;

  private static final String BASE = "/v1/(?:api|portal)";

  /** Read once for all mocks of a process: reading them took a third of the time of a start. */
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
    READ.computeIfAbsent(recordings, read -> read.all().stream().map(this::stub).toList())
        .forEach(stub -> stubs.addMapping(copy(stub)));
    stubs.addMapping(playedByState("recording-not-found", ASKED_IN_VAIN).build());
  }

  /** Stable, so that an admin call can name a recording's stub without listing them first. */
  public static UUID idOf(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether it is one of the mock's and no user's. */
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

  /** Matches by operation and name alone: the recorded ids and tickets are not the caller's. */
  private StubMapping stub(Recording recording) {
    Operation operation = spec.operation(recording.operation());
    ObjectNode stub = recording.stub().deepCopy();
    stub.put("id", idOf(recording.name()).toString()).put("priority", RECORDED);
    ObjectNode request = stub.putObject("request");
    request.put("method", operation.method());
    request.put("urlPathPattern", BASE + operation.template().regex());
    request.putObject("headers").putObject(RECORDING_HEADER).put("equalTo", recording.name());
    ObjectNode headers = ((ObjectNode) stub.get("response")).putObject("headers");
    BrokerHeaders.of(recording).forEach(headers::put);
    headers.put(RECORDING_HEADER, recording.name());
    return StubMapping.buildFrom(stub.toString());
  }

  /** WireMock numbers the stubs of a server, so each has its own. */
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
  @SuppressWarnings(
      "removal") // WireMock will drop the method, and until then wants it implemented.
  public void remove(StubMapping stub) {
    // Deleting a stub of the running mock is fine; the recording's file stays.
  }

  @Override
  public void removeAll() {
    // As above.
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException(
        "the mock writes no files; post the mapping again after the next start");
  }
}

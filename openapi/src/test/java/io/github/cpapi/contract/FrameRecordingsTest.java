package io.github.cpapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cpapi.contract.Mutants.Mutant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A recorded frame")
class FrameRecordingsTest {

  private static final FrameSpec SPEC = FrameSpec.load();
  private static final Mutants MUTANTS = new Mutants(SPEC.openApi());

  static Stream<Named<FrameRecording>> frames() {
    return FrameRecordings.load().all().stream().map(frame -> Named.of(frame.name(), frame));
  }

  static Stream<Named<FrameRecording>> receivedFrames() {
    return frames().filter(frame -> frame.getPayload().isFromGateway());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  @DisplayName("fits exactly one of the schemas of its direction")
  void fitsOneForm(FrameRecording frame) {
    assertThat(forms(frame.isFromGateway(), frame.frame())).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("frames")
  @DisplayName("names its source")
  void isLabelled(FrameRecording frame) {
    JsonNode metadata = frame.file().path("metadata");

    assertThat(frame.file().path("name").asText()).isEqualTo(frame.name());
    assertThat(metadata.path("direction").asText()).isIn("in", "out");
    assertThat(metadata.path("situation").asText()).endsWith(".");
    assertThat(metadata.path("source").asText()).isNotBlank();
    assertThat(metadata.path("fidelity").asText())
        .isIn("raw", "verbatim", "partial", "as-published", "claimed");
    assertThat(frame.provenance()).isNotNull();
    assertThat(frame.topic()).isIn(topics());
    frame.plays().ifPresent(plays -> assertThat(plays).matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("receivedFrames")
  @DisplayName("fits none if a required member is removed or has another type")
  void mutantsFitNone(FrameRecording frame) {
    for (Mutant mutant : mutants(frame)) {
      assertThat(forms(true, mutant.body())).as("%s: %s", mutant.what(), mutant.body()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("receivedFrames")
  @DisplayName("fits none if its topic is misspelt")
  void otherTopicsFitNone(FrameRecording frame) {
    if (!frame.frame().has("topic")) {
      return;
    }
    ObjectNode misspelt = frame.frame().deepCopy();
    misspelt.put("topic", "x" + misspelt.path("topic").asText());

    assertThat(forms(true, misspelt)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("receivedFrames")
  @DisplayName("still fits the same if it has an unknown member")
  void unknownMembersAreNoError(FrameRecording frame) {
    if (!frame.frame().isObject()) {
      return;
    }
    ObjectNode longer = frame.frame().deepCopy();
    longer.put("later", 1);
    JsonNode args = longer.path("args");
    if (args.isArray()) {
      args.forEach(row -> ((ObjectNode) row).put("later", 1));
    } else if (!frame.topic().equals("spl")) {
      longer.withObject("/args").put("later", 1);
    }

    assertThat(forms(true, longer)).isEqualTo(forms(true, frame.frame()));
  }

  @Test
  @DisplayName("shows each form, and each kind of row of an order")
  void everyFormIsShown() {
    Set<String> shown = new TreeSet<>();
    frames()
        .map(Named::getPayload)
        .forEach(frame -> shown.addAll(forms(frame.isFromGateway(), frame.frame())));

    assertThat(shown).containsAll(SPEC.received());
    assertThat(frames().mapToInt(frame -> mutants(frame.getPayload()).size()).sum())
        .isGreaterThan(150);
  }

  @Test
  @DisplayName("of an order has rows of exactly one kind each")
  void rowsFitOneKind() {
    List<String> kinds = List.of("FullOrderRow", "MarkerOrderRow", "DeltaOrderRow");
    Set<String> shown = new TreeSet<>();
    for (FrameRecording frame : FrameRecordings.load().all()) {
      if (frame.frame().path("topic").asText().equals("sor")) {
        for (JsonNode row : frame.frame().path("args")) {
          List<String> fitting = fitting(kinds, row);
          assertThat(fitting).as("%s: %s", frame.name(), row).hasSize(1);
          shown.addAll(fitting);
        }
      }
    }

    assertThat(shown).containsExactlyInAnyOrderElementsOf(kinds);
  }

  @Test
  @DisplayName("plays a situation that no other frame of its topic plays")
  void situationsAreUnique() {
    assertThat(
            FrameRecordings.load().all().stream()
                .flatMap(frame -> frame.plays().map(plays -> frame.topic() + " " + plays).stream()))
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }

  private static List<String> forms(boolean received, JsonNode frame) {
    return received ? SPEC.receivedForms(frame) : SPEC.sentForms(frame);
  }

  private static List<String> fitting(List<String> schemas, JsonNode value) {
    SpecValidator validator = new SpecValidator(SPEC.openApi());
    return schemas.stream().filter(name -> validator.schema(name, value).isEmpty()).toList();
  }

  private static List<Mutant> mutants(FrameRecording frame) {
    List<String> forms = forms(frame.isFromGateway(), frame.frame());
    return MUTANTS.of(SPEC.openApi().schema(forms.get(0)), frame.frame());
  }

  /** The topics of the document, and the words that frames without a channel of their own have. */
  private static Set<String> topics() {
    Set<String> topics =
        new TreeSet<>(
            Set.of("session", "system", "act", "sts", "tic", "ech", "error", "usd", "uld"));
    SPEC.document()
        .path("channels")
        .forEach(channel -> topics.add(channel.path("x-topic").asText()));
    return topics;
  }
}

package io.github.cpapi.contract.docs;

import io.github.cpapi.contract.Provenance;
import io.github.cpapi.contract.Recording;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place where IBKR's own document is wrong or silent.
 *
 * @param area the tag of the operation that shows it
 * @param where the schema, member or operation
 * @param says what IBKR's document says
 * @param seen the actual behaviour
 * @param recording the recording that shows it
 * @param provenance how the recording is known
 * @param evidence the id of the recorded answer in the evidence, or null if IBKR's document
 *     contradicts itself
 */
record Correction(
    String area,
    String where,
    String says,
    String seen,
    String recording,
    Provenance provenance,
    @Nullable String evidence) {

  static List<Correction> all(Spec spec, Recordings recordings) {
    return Place.carrying("x-upstream", spec).stream()
        .map(place -> at(place, recordings.get(place.value().path("recording").asText())))
        .sorted(Comparator.comparing(Correction::area).thenComparing(Correction::where))
        .toList();
  }

  private static Correction at(Place place, Recording recording) {
    return new Correction(
        recording.name().substring(0, recording.name().indexOf('/')),
        place.name(),
        place.value().path("says").asText(),
        place.value().path("seen").asText(),
        recording.name(),
        recording.provenance(),
        recording.evidence().orElse(null));
  }
}

package io.github.cpapi.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The corrections of IBKR's document")
class CorrectionTest {

  @Test
  @DisplayName(
      "include every correction of the spec, with IBKR's claim, the actual behaviour and a recording")
  void areComplete() {
    Spec spec = Spec.load();

    List<Correction> corrections = Correction.all(spec, Recordings.load());

    assertThat(corrections)
        .isNotEmpty()
        .hasSameSizeAs(spec.document().findValues("x-upstream"))
        .allSatisfy(
            correction -> {
              assertThat(correction.where()).isNotBlank();
              assertThat(correction.says()).isNotBlank();
              assertThat(correction.seen()).isNotBlank();
            });
  }
}

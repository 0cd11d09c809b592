package io.github.cpapi.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cpapi.contract.Clause;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Each area of the contract")
class AreaTitlesTest {

  @Test
  @DisplayName("has a title")
  void titles() {
    assertThat(Clause.all())
        .extracting(clause -> clause.id().replaceAll("-.*", ""))
        .isNotEmpty()
        .allSatisfy(area -> assertThat(AreaTitles.of(area)).isNotEqualTo(area));
  }
}

package io.github.cpapi.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.contract.SpecValidator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The guide to a type or kind of order")
class OrderGuideTest {

  private static final Spec SPEC = Spec.load();
  private static final SpecValidator VALIDATOR = new SpecValidator(SPEC);

  @Test
  @DisplayName("exists for every legal order type, and all cover the same members")
  void everyTypeHasOne() {
    List<OrderGuide> types = OrderGuide.types();

    assertThat(types)
        .isNotEmpty()
        .extracting(OrderGuide::id)
        .containsExactlyElementsOf(
            SPEC.schema("OrderType").path("enum").valueStream().map(JsonNode::asText).toList());
    assertThat(types)
        .allSatisfy(
            type ->
                assertThat(type.uses())
                    .extracting(OrderGuide.Use::member)
                    .isEqualTo(Documents.dictionary().comparedMembers()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("guides")
  @DisplayName("has a valid body, with the needed members and without the refused ones")
  void bodyIsRight(String id, OrderGuide guide) throws Exception {
    JsonNode body = new ObjectMapper().readTree(guide.body());

    assertThat(VALIDATOR.schema("OrderSubmission", body)).isEmpty();
    for (OrderGuide.Use use : guide.uses()) {
      switch (use.use()) {
        case "needed" -> assertThat(body.findValues(use.member())).as(use.member()).isNotEmpty();
        case "refused", "ignored", "not known" ->
            assertThat(body.findValues(use.member())).as(use.member()).isEmpty();
        default -> assertThat(use.use()).isEqualTo("optional");
      }
    }
    if (OrderGuide.types().contains(guide)) {
      assertThat(body.at("/orders/0/orderType").asText()).isEqualTo(id);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("guides")
  @DisplayName("covers only members of a ticket, and cites its evidence")
  void isSound(String id, OrderGuide guide) {
    assertThat(guide.uses())
        .isNotEmpty()
        .allSatisfy(use -> assertThat(SPEC.member("OrderTicket", use.member())).isNotNull());
    assertThat(guide.evidence()).as(id).isNotEmpty();
    assertThat(guide.mind()).as(id).isNotEmpty().allMatch(text -> text.matches("(?s).*[.\"]"));
  }

  private static Stream<Object[]> guides() {
    return OrderGuide.all().stream().map(guide -> new Object[] {guide.id(), guide});
  }
}

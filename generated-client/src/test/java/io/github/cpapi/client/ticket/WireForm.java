package io.github.cpapi.client.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cpapi.client.contract.Instrument;
import io.github.cpapi.client.contract.ResolvedContract;
import io.github.cpapi.client.transport.Json;
import io.github.cpapi.contract.OrderGuides;
import io.github.cpapi.contract.Spec;
import io.github.cpapi.contract.SpecValidator;
import io.github.cpapi.generated.model.OrderSubmission;
import java.util.List;

/** Tickets as they are sent, checked against the contract. */
final class WireForm {

  static final Spec SPEC = Spec.load();

  private static final SpecValidator VALIDATOR = new SpecValidator(SPEC);
  private static final ObjectMapper MAPPER = Json.mapper();

  private WireForm() {}

  /** The submission of tickets whose contract ids are given or do not matter. */
  static JsonNode of(List<Ticket> tickets) {
    OrderSubmission submission =
        OrderSubmission.builder()
            .orders(tickets.stream().map(ticket -> ticket.toOrderTicket(contract(ticket))).toList())
            .build();
    JsonNode sent = read(write(submission));
    assertThat(VALIDATOR.schema("OrderSubmission", sent)).as(sent.toString()).isEmpty();
    return sent;
  }

  static JsonNode of(Ticket ticket) {
    return of(List.of(ticket)).at("/orders/0");
  }

  /** The body that the contract shows for an order type. */
  static JsonNode ofType(String id) {
    return body(OrderGuides.load().types(), id);
  }

  /** The body that the contract shows for a kind of order, for example a bracket. */
  static JsonNode ofKind(String id) {
    return body(OrderGuides.load().kinds(), id);
  }

  private static JsonNode body(JsonNode guides, String id) {
    JsonNode body = guides.path(id).path("body");
    assertThat(body.path("orders")).as(id).isNotEmpty();
    return read(body.toString());
  }

  static JsonNode json(String singleQuoted) {
    return read(singleQuoted.replace('\'', '"'));
  }

  private static ResolvedContract contract(Ticket ticket) {
    int conid = ticket.instrument() instanceof Instrument.ByConid given ? given.conid() : 1;
    return new ResolvedContract(conid, String.valueOf(conid), List.of(), "as in the test");
  }

  private static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

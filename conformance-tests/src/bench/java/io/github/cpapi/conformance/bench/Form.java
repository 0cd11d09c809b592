package io.github.cpapi.conformance.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cpapi.client.reply.ContractSearchReply;
import io.github.cpapi.client.reply.DerivativesReply;
import io.github.cpapi.client.reply.OrderReply;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.generated.model.ContractInfo;
import io.github.cpapi.generated.model.LedgerRow;
import io.github.cpapi.generated.model.LiveOrders;
import io.github.cpapi.generated.model.MarketDataSnapshot;
import io.github.cpapi.generated.model.PortfolioSummary;
import java.util.List;
import java.util.Map;

/** A form of answer, as recorded, with the type that the client reads it into and a plain one. */
public enum Form {
  ACKNOWLEDGED(
      "order accepted",
      "orders/acknowledged-with-client-order-id",
      new TypeReference<OrderReply>() {},
      new TypeReference<List<Plain.Acknowledgement>>() {}),
  BRACKET(
      "bracket accepted",
      "orders/bracket-acknowledged",
      new TypeReference<OrderReply>() {},
      new TypeReference<List<Plain.Acknowledgement>>() {}),
  QUESTION(
      "question",
      "orders/question-o354",
      new TypeReference<OrderReply>() {},
      new TypeReference<List<Plain.Question>>() {}),
  PROMPT(
      "prompt",
      "orders/prompted-p12",
      new TypeReference<OrderReply>() {},
      new TypeReference<Plain.Prompt>() {}),
  REFUSED(
      "order refused",
      "orders/refused-documented",
      new TypeReference<OrderReply>() {},
      new TypeReference<Plain.Refusal>() {}),
  LIVE_ORDER(
      "live orders, one row",
      "orders/live-orders-limit-working",
      new TypeReference<LiveOrders>() {},
      new TypeReference<Plain.LiveOrders>() {}),
  SEARCH(
      "contract search",
      "contracts/search-aapl",
      new TypeReference<ContractSearchReply>() {},
      new TypeReference<List<Plain.Match>>() {}),
  DERIVATIVE(
      "secdef/info",
      "contracts/option",
      new TypeReference<DerivativesReply>() {},
      new TypeReference<List<Plain.Derivative>>() {}),
  CONTRACT(
      "contract info",
      "contracts/info-aapl",
      new TypeReference<ContractInfo>() {},
      new TypeReference<Plain.Contract>() {}),
  SNAPSHOT(
      "market data snapshot",
      "market-data/snapshot-constructed",
      new TypeReference<List<MarketDataSnapshot>>() {},
      new TypeReference<List<Plain.Snapshot>>() {}),
  SUMMARY(
      "account summary",
      "portfolio/summary",
      new TypeReference<PortfolioSummary>() {},
      new TypeReference<Map<String, Plain.Figure>>() {}),
  LEDGER(
      "ledger, two currencies",
      "portfolio/ledger",
      new TypeReference<Map<String, LedgerRow>>() {},
      new TypeReference<Map<String, Plain.Cash>>() {});

  private final String title;
  private final String recording;
  private final TypeReference<?> client;
  private final TypeReference<?> plain;

  Form(String title, String recording, TypeReference<?> client, TypeReference<?> plain) {
    this.title = title;
    this.recording = recording;
    this.client = client;
    this.plain = plain;
  }

  String title() {
    return title;
  }

  JsonNode body() {
    return Recordings.load().get(recording).responseBody().orElseThrow();
  }

  TypeReference<?> client() {
    return client;
  }

  TypeReference<?> plain() {
    return plain;
  }
}

package io.github.cpapi.conformance.drift;

import static io.github.cpapi.conformance.drift.Severity.BLIND_SPOT;
import static io.github.cpapi.conformance.drift.Severity.CLIENT_BREAKS;
import static io.github.cpapi.conformance.drift.Severity.ORDERS_AT_RISK;
import static io.github.cpapi.conformance.drift.Severity.REPAIRED;
import static io.github.cpapi.conformance.drift.Severity.TEXT_ONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.cpapi.conformance.drift.compare.Comparer;
import io.github.cpapi.conformance.drift.document.Document;
import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pair of documents for each rule. */
class RulesTest {

  private static final Comparer COMPARER = new Comparer(Spec.load(), Recordings.load());

  private static final String CALL =
      "{openapi: 3.0.0, servers: [{url: 'https://a.example'}], paths: {'/iserver/account/{accountId}/orders': {post: {%s}}}}";

  private record Pair(String rule, Severity severity, String before, String after) {}

  private static Pair request(String rule, Severity severity, String before, String after) {
    return new Pair(rule, severity, sent(before), sent(after));
  }

  private static Pair answer(String rule, Severity severity, String before, String after) {
    return new Pair(rule, severity, answered(before), answered(after));
  }

  private static Pair call(String rule, Severity severity, String before, String after) {
    return new Pair(rule, severity, CALL.formatted(before), CALL.formatted(after));
  }

  private static String sent(String schema) {
    return CALL.formatted(
        "requestBody: {content: {application/json: {schema: {type: object, properties: {v: %s}}}}}, responses: {}"
            .formatted(schema));
  }

  private static String answered(String schema) {
    return CALL.formatted(
        "responses: {'200': {content: {application/json: {schema: {type: object, properties: {v: %s}}}}}}"
            .formatted(schema));
  }

  static List<Pair> pairs() {
    String text = "{type: string}";
    String one = "{type: object, properties: {a: {type: string}, b: {type: string}}}";
    String parameter =
        "parameters: [{name: force, in: query, schema: {type: array, items: {type: string}}}], responses: {}";
    String json = "responses: {'200': {content: {application/json: {schema: {}}}}}";
    return List.of(
        request("type-changed", ORDERS_AT_RISK, "{type: array, items: {}}", "{type: object}"),
        answer("type-changed", ORDERS_AT_RISK, text, "{type: number}"),
        request(
            "type-stated", TEXT_ONLY, one, "{properties: {a: {type: string}, b: {type: string}}}"),
        answer(
            "union-changed",
            ORDERS_AT_RISK,
            text,
            "{oneOf: [{type: string}, {type: array, items: {}}]}"),
        answer(
            "branch-added",
            ORDERS_AT_RISK,
            "{oneOf: [{type: string}, {type: boolean}]}",
            "{oneOf: [{type: boolean}, {type: string}, {type: integer}]}"),
        request(
            "branch-removed",
            ORDERS_AT_RISK,
            "{oneOf: [{type: string}, {type: boolean}]}",
            "{oneOf: [{type: boolean}]}"),
        request(
            "union-kind-changed",
            TEXT_ONLY,
            "{oneOf: [{type: string}, {type: boolean}]}",
            "{anyOf: [{type: string}, {type: boolean}]}"),
        request("composition-changed", TEXT_ONLY, one, "{allOf: [" + one + "]}"),
        request(
            "discriminator-changed",
            ORDERS_AT_RISK,
            "{oneOf: [{type: string}], discriminator: {propertyName: a}}",
            "{oneOf: [{type: string}], discriminator: {propertyName: b}}"),
        answer("null-allowed", ORDERS_AT_RISK, text, "{type: string, nullable: true}"),
        request("null-forbidden", ORDERS_AT_RISK, "{type: [string, 'null']}", text),
        answer("null-forbidden", TEXT_ONLY, "{type: [string, 'null']}", text),
        answer(
            "format-changed",
            CLIENT_BREAKS,
            "{type: integer, format: int32}",
            "{type: integer, format: int64}"),
        request(
            "default-changed",
            ORDERS_AT_RISK,
            "{type: string, default: DAY}",
            "{type: string, default: GTC}"),
        request(
            "limit-changed",
            ORDERS_AT_RISK,
            "{type: string, maxLength: 64}",
            "{type: string, maxLength: 32}"),
        request(
            "limit-changed",
            TEXT_ONLY,
            "{type: string, maxLength: 64}",
            "{type: string, maxLength: 99}"),
        request("deprecated", BLIND_SPOT, text, "{type: string, deprecated: true}"),
        request("vocabulary-added", ORDERS_AT_RISK, text, "{type: string, enum: [A, B]}"),
        answer("vocabulary-removed", BLIND_SPOT, "{type: string, enum: [A, B]}", text),
        answer(
            "value-added",
            BLIND_SPOT,
            "{type: string, enum: [A, B]}",
            "{type: string, enum: [C, B, A]}"),
        request(
            "value-removed",
            ORDERS_AT_RISK,
            "{type: string, enum: [A, B]}",
            "{type: string, enum: [B]}"),
        request(
            "message-added",
            BLIND_SPOT,
            "{type: string, description: '* `o163` - One'}",
            "{type: string, description: '* `o163` - One * `o999` - Two'}"),
        request(
            "message-removed",
            ORDERS_AT_RISK,
            "{type: string, description: '* `o163` - One * `o999` - Two'}",
            "{type: string, description: '* `o163` - One'}"),
        request(
            "message-changed",
            ORDERS_AT_RISK,
            "{type: string, description: '* `o163` - One'}",
            "{type: string, description: '* `o163` - Other'}"),
        request(
            "member-renamed",
            ORDERS_AT_RISK,
            "{type: object, properties: {cOID: {type: string}}}",
            "{type: object, properties: {c_oid: {type: string}}}"),
        request(
            "member-renamed",
            ORDERS_AT_RISK,
            "{type: object, properties: {cOID: {type: string}}}",
            "{type: object, properties: {clientOrderId: {type: string}}}"),
        answer(
            "member-removed",
            ORDERS_AT_RISK,
            one,
            "{type: object, properties: {a: {type: string}}}"),
        answer("member-added", BLIND_SPOT, "{type: object, properties: {a: {type: string}}}", one),
        request(
            "required-member-added",
            ORDERS_AT_RISK,
            "{type: object, properties: {a: {type: string}}}",
            "{type: object, required: [b], properties: {a: {type: string}, b: {type: string}}}"),
        request(
            "required-added",
            ORDERS_AT_RISK,
            one,
            one.replace("properties", "required: [b], properties")),
        answer(
            "required-added",
            TEXT_ONLY,
            one,
            one.replace("properties", "required: [b], properties")),
        answer(
            "required-removed",
            ORDERS_AT_RISK,
            one.replace("properties", "required: [b], properties"),
            one),
        request(
            "members-closed",
            ORDERS_AT_RISK,
            one,
            one.replace("properties", "additionalProperties: false, properties")),
        answer(
            "members-opened",
            BLIND_SPOT,
            one.replace("properties", "additionalProperties: false, properties"),
            one),
        answer(
            "other-members-changed",
            CLIENT_BREAKS,
            "{type: object}",
            "{type: object, additionalProperties: {type: string}}"),
        new Pair("reference-changed", ORDERS_AT_RISK, referring("A"), referring("B")),
        call("parameter-added", BLIND_SPOT, "responses: {}", parameter),
        call(
            "required-parameter-added",
            ORDERS_AT_RISK,
            "responses: {}",
            parameter.replace("in: query", "in: query, required: true")),
        call("parameter-removed", ORDERS_AT_RISK, parameter, "responses: {}"),
        call("parameter-moved", ORDERS_AT_RISK, parameter, parameter.replace("query", "header")),
        call("parameter-renamed", ORDERS_AT_RISK, parameter, parameter.replace("force", "forced")),
        call(
            "parameter-style-changed",
            ORDERS_AT_RISK,
            parameter,
            parameter.replace("in: query", "in: query, explode: false")),
        call(
            "parameter-undeclared",
            TEXT_ONLY,
            "parameters: [{name: accountId, in: path, schema: {type: string}}], responses: {}",
            "responses: {}"),
        call(
            "body-added",
            ORDERS_AT_RISK,
            "responses: {}",
            "requestBody: {required: true, content: {application/json: {schema: {}}}}, responses: {}"),
        call("body-removed", ORDERS_AT_RISK, json, "responses: {'200': {}}"),
        call(
            "media-type-changed",
            ORDERS_AT_RISK,
            json,
            json.replace("application/json", "text/plain")),
        call(
            "media-type-added",
            BLIND_SPOT,
            json,
            json.replace("{application/json", "{text/plain: {schema: {}}, application/json")),
        call(
            "media-type-removed",
            ORDERS_AT_RISK,
            json.replace("{application/json", "{text/plain: {schema: {}}, application/json"),
            json),
        call(
            "media-type-parameter-changed",
            TEXT_ONLY,
            json,
            json.replace("application/json", "application/json; charset=utf-8")),
        call("status-added", BLIND_SPOT, "responses: {}", "responses: {'409': {}}"),
        call("status-removed", TEXT_ONLY, "responses: {'409': {}}", "responses: {}"),
        call(
            "header-added",
            BLIND_SPOT,
            "responses: {'200': {}}",
            "responses: {'200': {headers: {X: {schema: {type: string}}}}}"),
        call(
            "header-removed",
            CLIENT_BREAKS,
            "responses: {'200': {headers: {X: {schema: {type: string}}}}}",
            "responses: {'200': {}}"),
        call(
            "security-changed",
            CLIENT_BREAKS,
            "responses: {}",
            "security: [{other: []}], responses: {}"),
        new Pair(
            "operation-added",
            BLIND_SPOT,
            CALL.formatted("responses: {}"),
            CALL.formatted("responses: {}")
                .replace("post:", "get: {responses: {'200': {}}}, post:")),
        new Pair(
            "operation-removed",
            ORDERS_AT_RISK,
            CALL.formatted("responses: {}").replace("post:", "get: {responses: {}}, post:"),
            CALL.formatted("responses: {}").replace("post:", "get:")),
        new Pair(
            "operation-moved",
            ORDERS_AT_RISK,
            answered(one),
            answered(one).replace("account/{accountId}/orders", "account/{accountId}/tickets")),
        new Pair(
            "path-prefix-moved",
            REPAIRED,
            CALL.formatted("responses: {}"),
            CALL.formatted("responses: {}").replace("'/iserver", "'/v1/api/iserver")),
        new Pair(
            "server-moved",
            CLIENT_BREAKS,
            CALL.formatted("responses: {}"),
            CALL.formatted("responses: {}").replace("a.example", "b.example")),
        call(
            "text-changed",
            TEXT_ONLY,
            "description: one, responses: {}",
            "description: two, responses: {}"));
  }

  private static String referring(String name) {
    return sent("{$ref: '#/components/schemas/" + name + "'}")
        .replaceAll(
            "}$",
            ", components: {schemas: {A: {type: object, properties: {a: {type: string}, b: {type: string}, c: {}}}, B: {type: object, properties: {x: {type: integer}, y: {type: integer}, z: {}}}}}}");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void thePairOfARuleIsThatFindingAndNothingElse(Pair pair) {
    List<Finding> found = compare(pair.before(), pair.after());

    assertThat(found)
        .filteredOn(finding -> !finding.rule().equals("text-changed") || found.size() == 1)
        .extracting(Finding::rule, Finding::severity)
        .containsExactly(tuple(pair.rule(), pair.severity()));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aDocumentDoesNotDifferFromItself(Pair pair) {
    assertThat(compare(pair.after(), pair.after())).isEmpty();
  }

  @Test
  void aMemberWithAnUnlikeNameIsNoOtherSpelling() {
    String before = sent("{type: object, properties: {cOID: {type: string}}}");

    assertThat(compare(before, before.replace("cOID", "clientOrderText")))
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder("member-removed", "member-added");
  }

  @Test
  void eachRuleAboutDocumentsHasAPair() {
    Set<String> rules = new TreeSet<>(Rules.all().stream().map(Rule::id).toList());
    rules.removeIf(id -> id.startsWith("answer-") || id.equals("correction-settled"));

    assertThat(pairs()).extracting(Pair::rule).containsAll(rules);
  }

  private static List<Finding> compare(String before, String after) {
    return COMPARER.compare(
        Document.parse("before", document(before)),
        Document.parse("after", document(after)),
        false);
  }

  /** Begins with a letter, because a text that begins with a brace is JSON. */
  private static String document(String flow) {
    return Json.read(flow).toString();
  }
}

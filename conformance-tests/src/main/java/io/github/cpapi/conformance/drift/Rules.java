package io.github.cpapi.conformance.drift;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All rules. */
public final class Rules {

  private static final List<Rule> ALL =
      List.of(
          new Rule(
              "type-changed",
              "A value has another type, for example an object instead of an array, or a text instead of a number.",
              "A gateway refuses a body of the wrong shape, and a client cannot read one. An order may be placed whose answer is not understood.",
              "side: {type: string}  →  side: {type: integer}",
              "Get a recording of the new shape, then change the schema in cpapi.yaml."),
          new Rule(
              "type-stated",
              "The document states a type that its members imply, or no longer states it.",
              "Nothing changes on the wire.",
              "{properties: {a: …}}  →  {type: object, properties: {a: …}}",
              "Nothing."),
          new Rule(
              "union-changed",
              "A value has one of several shapes where it had one, or the other way round.",
              "The answer to an order is such a choice; a client that expects one shape fails on the others.",
              "{$ref: A}  →  {oneOf: [{$ref: A}, {$ref: B}]}",
              "Change the schema in cpapi.yaml and read all branches in the client."),
          new Rule(
              "branch-added",
              "A choice has one more shape.",
              "A client cannot read an answer in the new shape, although the order may be live.",
              "oneOf: [A]  →  oneOf: [A, B]",
              "Add the branch to cpapi.yaml, with a recording."),
          new Rule(
              "branch-removed",
              "A choice has one shape less.",
              "A request in that shape is refused; an expected answer no longer comes.",
              "oneOf: [A, B]  →  oneOf: [A]",
              "Check that the client does not send it; keep reading it until recordings show that it is gone."),
          new Rule(
              "union-kind-changed",
              "oneOf becomes anyOf, or the other way round.",
              "The messages stay the same.",
              "oneOf: [A, B]  →  anyOf: [A, B]",
              "Nothing."),
          new Rule(
              "composition-changed",
              "Members move into or out of allOf, or a schema becomes a choice of one.",
              "The messages stay the same.",
              "{properties: {a: …}}  →  {allOf: [{properties: {a: …}}]}",
              "Nothing."),
          new Rule(
              "discriminator-changed",
              "Another member tells the shapes of a choice apart.",
              "A client takes an answer for another one.",
              "discriminator: type  →  discriminator: kind",
              "Change how the client tells the shapes apart."),
          new Rule(
              "reference-changed",
              "A reference leads to another schema with other members.",
              "All members of the message can be different.",
              "{$ref: OrderTicket}  →  {$ref: OtherTicket}",
              "Compare the schemas; change the reference in cpapi.yaml after a recording shows it."),
          new Rule(
              "null-allowed",
              "A value may be null now.",
              "A client that relies on the value fails when it reads the answer to an order.",
              "{type: string}  →  {type: [string, 'null']}",
              "Declare it nullable in cpapi.yaml."),
          new Rule(
              "null-forbidden",
              "A value may no longer be null.",
              "A request that sends null is refused.",
              "{type: [string, 'null']}  →  {type: string}",
              "Send the value, or leave the member out."),
          new Rule(
              "format-changed",
              "A value has another format, for example int64 instead of int32.",
              "Order ids overflow an int; times and dates are read wrong.",
              "{format: int32}  →  {format: int64}",
              "Change the format in cpapi.yaml, and so the Java type."),
          new Rule(
              "default-changed",
              "A member that is not sent has another meaning.",
              "An order without a time in force could stay in the market longer than wanted.",
              "tif: {default: DAY}  →  tif: {default: GTC}",
              "Send the member always."),
          new Rule(
              "limit-changed",
              "A limit changes: length, size, range, pattern.",
              "An order outside the limits is refused.",
              "cOID: {maxLength: 64}  →  cOID: {maxLength: 32}",
              "Change the limit in cpapi.yaml; check what the client sends."),
          new Rule(
              "deprecated",
              "An operation, parameter or member is deprecated, or no longer.",
              "It may go away later.",
              "deprecated: true",
              "Look for what replaces it."),
          new Rule(
              "vocabulary-added",
              "A free value has to be one of a list.",
              "Other values are refused.",
              "side: {type: string}  →  side: {enum: [BUY, SELL]}",
              "List the values in cpapi.yaml; check what the client sends."),
          new Rule(
              "vocabulary-removed",
              "The values of a member are no longer listed.",
              "Values may come that the client does not know.",
              "side: {enum: [BUY, SELL]}  →  side: {type: string}",
              "Nothing, unless recordings show other values."),
          new Rule(
              "value-added",
              "A vocabulary has another value.",
              "An order may have a status or type that the client does not know.",
              "tif: [DAY]  →  tif: [DAY, GTC]",
              "Add the value to cpapi.yaml."),
          new Rule(
              "value-removed",
              "A vocabulary lacks a value that it had.",
              "An order with that side, type or time in force is refused.",
              "orderType: [LMT, MIDPRICE]  →  orderType: [LMT]",
              "Do not send the value; remove it from cpapi.yaml after a recording shows the refusal."),
          new Rule(
              "message-added",
              "The document lists another question about orders.",
              "The client does not know the question and leaves it unanswered.",
              "o163  →  o163, o999",
              "Add it to questions.yaml; decide how to answer it."),
          new Rule(
              "message-removed",
              "The document no longer lists a question about orders.",
              "An answer, or a suppression, that is given in advance may no longer apply.",
              "o163, o354  →  o163",
              "Check which answers the client gives in advance."),
          new Rule(
              "message-changed",
              "The text of a question about orders is another one.",
              "An answer that is given in advance may now agree to something else.",
              "the text of o163",
              "Read the new text before the client answers the question again."),
          new Rule(
              "member-renamed",
              "A member has another name and the same shape.",
              "The gateway ignores or refuses the old name; the client reads nothing.",
              "cOID  →  c_oid",
              "Change the name in cpapi.yaml after a recording shows it."),
          new Rule(
              "member-removed",
              "A member is gone.",
              "A request with it may be refused or mean something else; the client waits for a value that never comes.",
              "order_id",
              "Get a recording, then remove the member from cpapi.yaml."),
          new Rule(
              "member-added",
              "There is another member.",
              "It may carry what matters, for example a warning.",
              "+ reject_reason",
              "Add it to cpapi.yaml."),
          new Rule(
              "required-member-added",
              "There is another member, and requests need it.",
              "Each order without it is refused.",
              "+ manualIndicator, required",
              "Add it to cpapi.yaml and send it."),
          new Rule(
              "required-added",
              "A member, parameter or body is now required.",
              "A request without it is refused.",
              "required: []  →  required: [manualIndicator]",
              "Send it always; mark it required in cpapi.yaml."),
          new Rule(
              "required-removed",
              "A member, parameter or body is no longer required.",
              "An answer may lack it, for example the id of an order.",
              "required: [order_id]  →  required: []",
              "Treat the value as missing in the client; change required in cpapi.yaml."),
          new Rule(
              "members-closed",
              "An object may no longer have members that are not listed.",
              "A request with an unlisted member is refused.",
              "additionalProperties: false",
              "Send listed members only."),
          new Rule(
              "members-opened",
              "An object may have members that are not listed.",
              "They may carry what matters.",
              "additionalProperties: false  →  true",
              "Nothing, unless recordings show members."),
          new Rule(
              "other-members-changed",
              "Members that are not listed have a type, or lose it.",
              "The client reads a map of the wrong values.",
              "additionalProperties: {type: string}",
              "Change the schema in cpapi.yaml."),
          new Rule(
              "parameter-added",
              "There is another parameter, which can be left out.",
              "It may change what a call returns.",
              "+ ?force",
              "Add it to cpapi.yaml."),
          new Rule(
              "required-parameter-added",
              "There is another parameter, and calls need it.",
              "Each call without it is refused.",
              "+ ?accountId, required",
              "Add it to cpapi.yaml and send it."),
          new Rule(
              "parameter-removed",
              "A parameter is gone.",
              "The gateway ignores it; a list can be longer or of another account.",
              "- ?accountId",
              "Remove it from cpapi.yaml after a recording shows it."),
          new Rule(
              "parameter-moved",
              "A parameter moves, for example from the query to a header.",
              "The gateway does not see it at the old place.",
              "?accountId  →  header accountId",
              "Change in: in cpapi.yaml."),
          new Rule(
              "parameter-renamed",
              "A parameter has another name.",
              "The gateway ignores the old name.",
              "?accountId  →  ?acctId",
              "Change the name in cpapi.yaml after a recording shows it."),
          new Rule(
              "parameter-style-changed",
              "A list or object in a parameter is written in another way.",
              "The gateway reads one value instead of several.",
              "a=1,2  →  a=1&a=2",
              "Change style or explode in cpapi.yaml."),
          new Rule(
              "parameter-undeclared",
              "The document declares a path parameter, or no longer does.",
              "Nothing changes on the wire.",
              "/order/{orderId} without orderId",
              "Nothing."),
          new Rule(
              "body-added",
              "A message has a body where it had none.",
              "A call without the body may be refused.",
              "no content  →  application/json",
              "Add the body to cpapi.yaml."),
          new Rule(
              "body-removed",
              "A message has no body any more.",
              "The client waits for what never comes.",
              "application/json  →  no content",
              "Remove the body from cpapi.yaml after a recording shows it."),
          new Rule(
              "media-type-changed",
              "A body has another media type.",
              "The gateway refuses the body, or the client does not read it.",
              "application/json  →  text/plain",
              "Change the media type in cpapi.yaml."),
          new Rule(
              "media-type-added",
              "A body may have another media type.",
              "Answers may come in a form that the client does not read.",
              "+ text/plain",
              "Add it to cpapi.yaml if recordings show it."),
          new Rule(
              "media-type-removed",
              "A body may no longer have a media type.",
              "The gateway refuses it.",
              "- application/json",
              "Use one of the others."),
          new Rule(
              "media-type-parameter-changed",
              "A media type is written with another charset.",
              "The client does not look at it.",
              "application/json  →  application/json; charset=utf-8",
              "Nothing."),
          new Rule(
              "status-added",
              "An answer may have another status.",
              "The client does not know whether the order exists.",
              "+ 409",
              "Declare it in cpapi.yaml; decide what the client does."),
          new Rule(
              "status-removed",
              "An answer no longer has a status.",
              "A success that the client waits for has another form.",
              "- 200",
              "Keep reading it until recordings show that it is gone."),
          new Rule(
              "header-added",
              "An answer has another header.",
              "It may carry what matters, for example a limit.",
              "+ Retry-After",
              "Read it if it is useful."),
          new Rule(
              "header-removed",
              "An answer lacks a header.",
              "The client waits for it.",
              "- Retry-After",
              "Do not rely on it."),
          new Rule(
              "security-changed",
              "A call needs another proof of identity.",
              "The gateway refuses the call.",
              "none  →  http bearer",
              "Check how the gateway logs in."),
          new Rule(
              "operation-added",
              "There is another operation near those of the contract.",
              "It may replace one, or do more.",
              "+ POST /iserver/account/{accountId}/orders/bracket",
              "Add it to cpapi.yaml if it is wanted."),
          new Rule(
              "operation-removed",
              "An operation is gone.",
              "The call fails; an order cannot be placed, changed or cancelled this way.",
              "- DELETE /iserver/account/{accountId}/order/{orderId}",
              "Find what replaces it before it is switched off."),
          new Rule(
              "operation-moved",
              "An operation has another path or method.",
              "The call fails at the old place.",
              "POST /a/order  →  POST /b/order",
              "Change the path in cpapi.yaml after a recording shows it."),
          new Rule(
              "path-prefix-moved",
              "All paths start in another way.",
              "Calls fail if the client does not follow; often only the document counts the prefix to the path instead of the server.",
              "/iserver/…  →  /v1/api/iserver/…",
              "Check the base URL of the client."),
          new Rule(
              "server-moved",
              "The document names other servers.",
              "Calls go to a host that no longer answers.",
              "https://api.ibkr.com  →  https://api2.ibkr.com",
              "Check the base URL of the client."),
          new Rule(
              "text-changed",
              "Words of the document change.",
              "Nothing changes on the wire; the words may explain more.",
              "a description",
              "Read them if you have time."),
          new Rule(
              "correction-settled",
              "IBKR's document now agrees with a correction of the contract.",
              "One difference less to remember.",
              "x-upstream",
              "Remove the x-upstream from cpapi.yaml."),
          new Rule(
              "answer-violates-contract",
              "A recorded answer does not fit the contract.",
              "The client cannot read it.",
              "order_id is a number",
              "Change cpapi.yaml, with this recording as evidence."),
          new Rule(
              "answer-has-unknown-member",
              "A recorded answer has a member that the contract lacks.",
              "It may carry what matters.",
              "reject_reason",
              "Add the member to cpapi.yaml."),
          new Rule(
              "answer-has-unknown-status",
              "A recorded answer has a status or media type that the contract lacks.",
              "The client does not know whether the order exists.",
              "409",
              "Declare it in cpapi.yaml; decide what the client does."));

  private static final Map<String, Rule> BY_ID =
      ALL.stream().collect(Collectors.toMap(Rule::id, Function.identity()));

  private Rules() {}

  /**
   * Returns all rules.
   *
   * @return in the order of the documentation
   */
  public static List<Rule> all() {
    return ALL;
  }

  /**
   * Finds a rule.
   *
   * @throws NoSuchElementException if there is no rule with that id
   */
  public static Rule get(String id) {
    Rule rule = BY_ID.get(id);
    if (rule == null) {
      throw new NoSuchElementException("no rule " + id);
    }
    return rule;
  }
}

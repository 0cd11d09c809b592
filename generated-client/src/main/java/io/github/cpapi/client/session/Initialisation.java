package io.github.cpapi.client.session;

import io.github.cpapi.generated.model.BrokerageSessionReply;

/** What came of the wish to open the brokerage session (Q87). */
public sealed interface Initialisation {

  /**
   * It is open.
   *
   * @param reply what the gateway says, in its short or in its full form
   */
  record Opened(BrokerageSessionReply reply) implements Initialisation {}

  /**
   * Another login holds it, and it was left there.
   *
   * @param reply what the gateway says
   */
  record HeldByAnother(BrokerageSessionReply reply) implements Initialisation {}

  /**
   * It is not open: refused, or connected without being authenticated.
   *
   * @param reason the gateway's words where it has some
   * @param reply what the gateway says
   */
  record Refused(String reason, BrokerageSessionReply reply) implements Initialisation {}
}

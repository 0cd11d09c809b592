package io.github.cpapi.conformance.artifact;

import io.github.cpapi.client.CpapiClient;

/** Builds a client and reads one answer. Argument: the base URL of a mock. */
final class FirstAnswer {

  private FirstAnswer() {}

  public static void main(String[] gateway) {
    try (CpapiClient client = CpapiClient.forTests(gateway[0], "DU1234567")) {
      System.out.println(client.session().status());
    }
  }
}

package io.github.cpapi.mock;

import io.github.cpapi.contract.Recordings;
import io.github.cpapi.contract.Spec;

/** Read once for all mocks of a process, because reading takes longer than a start. */
final class Shipped {

  static final Spec SPEC = Spec.load();
  static final Recordings RECORDINGS = Recordings.load();

  private Shipped() {}
}

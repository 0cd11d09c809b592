package io.github.cpapi.mock.record;

/** An exchange that the format of recordings cannot express. The message has no value of it. */
final class Unrecordable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Unrecordable(String why) {
    super(why);
  }
}

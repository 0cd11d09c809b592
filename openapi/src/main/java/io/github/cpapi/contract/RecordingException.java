package io.github.cpapi.contract;

/** A recording cannot be read. The message names the file, the member and the legal values. */
public final class RecordingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  RecordingException(String message) {
    super(message);
  }
}

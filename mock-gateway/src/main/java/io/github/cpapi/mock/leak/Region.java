package io.github.cpapi.mock.leak;

/** The part of a recording that a text is in. Later ones know the words of earlier ones. */
enum Region {
  /** What went over the wire. */
  WIRE,
  /** File names and what people wrote about the recording. */
  NOTES,
  /** Where the recording was published. */
  SOURCE;

  /**
   * The region of a member.
   *
   * @param pointer of the object that has the member, in the recording
   */
  Region of(String pointer, String member) {
    if (pointer.isEmpty()) {
      return member.equals("metadata") || member.equals("name") ? NOTES : WIRE;
    }
    return this == NOTES && member.equals("source") ? SOURCE : this;
  }
}

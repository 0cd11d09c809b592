package io.github.cpapi.conformance.bench;

/** The smallest program. */
final class Hello {

  private Hello() {}

  /** Prints a line. */
  public static void main(String[] none) {
    System.out.println("hello");
  }
}

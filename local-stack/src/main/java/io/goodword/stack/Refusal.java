package io.goodword.stack;

/** The stack cannot do what was asked; the message is one sentence for the person who asked. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  Refusal(String sentence) {
    super(sentence);
  }
}

package io.goodword.review.review;

/** An upload that is not kept. */
class PhotoRefused extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why; each has a text of the form. */
  enum Why {
    TOO_LARGE("photo-too-large"),
    NOT_A_PHOTO("photo-not-a-photo"),
    TOO_MANY_PIXELS("photo-too-many-pixels"),
    DAMAGED("photo-damaged");

    private final String textKey;

    Why(String textKey) {
      this.textKey = textKey;
    }

    String textKey() {
      return textKey;
    }
  }

  private final Why why;

  PhotoRefused(Why why) {
    super(why.name());
    this.why = why;
  }

  Why why() {
    return why;
  }
}

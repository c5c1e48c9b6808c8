package io.goodword.review.review;

import io.goodword.kit.page.PageLanguage;

/** The name under which an author appears: never more than the first character of the id. */
final class AuthorName {

  private AuthorName() {}

  static String of(String authorId, boolean anonymous, PageLanguage language) {
    if (anonymous) {
      return switch (language) {
        case ZH_CN -> "匿名顾客";
        case ZH_TW -> "匿名顧客";
        case EN -> "Anonymous customer";
      };
    }
    String first = authorId.substring(0, authorId.offsetByCodePoints(0, 1));
    return switch (language) {
      case ZH_CN -> "顾客 " + first + "***";
      case ZH_TW -> "顧客 " + first + "***";
      case EN -> "Customer " + first + "***";
    };
  }
}

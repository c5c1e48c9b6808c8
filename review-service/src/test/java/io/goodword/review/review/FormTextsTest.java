package io.goodword.review.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.kit.page.PageLanguage;
import io.goodword.review.moderation.Reason;
import io.goodword.review.review.PhotoRefused.Why;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("UX-01")
class FormTextsTest {

  private final FormTexts texts = new FormTexts();

  @ParameterizedTest
  @EnumSource(PageLanguage.class)
  void shouldHaveEverySentenceWhenLanguageIsOffered(PageLanguage language) {
    FormTexts.Words words = texts.in(language);
    assertThat(words.byKey().keySet()).isEqualTo(texts.in(PageLanguage.ZH_CN).byKey().keySet());
    for (Reason reason : Reason.values()) {
      assertThat(words.say("reason." + reason.code())).isNotBlank();
    }
    for (Why why : Why.values()) {
      assertThat(words.say(why.textKey(), 2)).contains("2");
    }
  }

  @ParameterizedTest
  @EnumSource(PageLanguage.class)
  void shouldUseNoSuperlativesWhenTalkingToPeople(PageLanguage language) {
    assertThat(texts.in(language).byKey().values())
        .noneMatch(text -> text.matches(".*(第一|国家级|國家級|最好|最佳|!!|!!).*"));
  }

  @Test
  void shouldFillPlacesWhenSentenceHasSome() {
    assertThat(texts.in(PageLanguage.EN).say("textTooLong", 2001)).contains("there are 2001 now");
  }
}

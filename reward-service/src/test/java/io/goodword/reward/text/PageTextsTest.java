package io.goodword.reward.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.goodword.kit.page.PageLanguage;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("UX-01")
class PageTextsTest {

  @ParameterizedTest
  @ValueSource(strings = {"draw", "statement", "wallet"})
  void shouldHaveTheSameTextsWithTheSamePlacesInEveryLanguage(String page) {
    var texts = new PageTexts(page);
    for (PageLanguage language : PageLanguage.values()) {
      assertThat(places(texts.in(language)))
          .as(language.tag())
          .isEqualTo(places(texts.in(PageLanguage.EN)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"draw", "statement", "wallet"})
  void shouldPraiseNothingAndShoutAtNobody(String page) {
    for (PageLanguage language : PageLanguage.values()) {
      assertThat(new PageTexts(page).in(language).byKey().values())
          .noneMatch(text -> text.matches(".*(最(?!新)|第一|国家级|國家級|!|！).*"));
    }
  }

  @Test
  void shouldFillPlacesAndSayWhatIsMissing() {
    PageTexts.Words words = new PageTexts("statement").in(PageLanguage.EN);

    assertThat(words.say("period", "May", "June")).isEqualTo("May to June");
    assertThat(words.orElse("kind.spend", "spend")).isEqualTo("Spent");
    assertThat(words.orElse("kind.barter", "barter")).isEqualTo("barter");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> words.say("nowhere"))
        .withMessageContaining("nowhere");
    assertThatIllegalStateException()
        .isThrownBy(() -> new PageTexts("nothing"))
        .withMessageContaining("/texts/nothing.zh-CN.properties");
  }

  private static TreeMap<String, TreeSet<String>> places(PageTexts.Words words) {
    var places = new TreeMap<String, TreeSet<String>>();
    words
        .byKey()
        .forEach(
            (key, text) ->
                places.put(
                    key,
                    Pattern.compile("\\{\\d}")
                        .matcher(text)
                        .results()
                        .map(result -> result.group())
                        .collect(java.util.stream.Collectors.toCollection(TreeSet::new))));
    return places;
  }
}

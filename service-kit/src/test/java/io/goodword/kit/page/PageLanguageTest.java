package io.goodword.kit.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageLanguageTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,-,ZH_CN",
        "en,zh-CN,EN",
        "-,'zh-HK,zh;q=0.9',ZH_TW",
        "-,'fr-FR,en-US;q=0.8',EN",
        "-,zh-Hant,ZH_TW",
        "-,zh,ZH_CN",
        "zh_TW,-,ZH_TW",
        "xx,de,ZH_CN",
        "-,';;;',ZH_CN"
      })
  void shouldChooseByWishThenBrowserThenDefault(String wish, String accept, PageLanguage chosen) {
    assertThat(PageLanguage.choose(wish, accept, PageLanguage.ZH_CN)).isEqualTo(chosen);
  }
}

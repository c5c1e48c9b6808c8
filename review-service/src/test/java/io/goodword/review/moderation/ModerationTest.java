package io.goodword.review.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.goodword.review.moderation.WordLists.Entry;
import io.goodword.review.moderation.WordLists.Lane;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REV-03")
class ModerationTest {

  private static final WordLists LISTS = WordLists.shipped();
  private static final Segmenter HANLP = new HanLpSegmenter();

  private static Verdict decide(String text) {
    return Moderation.decide(text, LISTS, HANLP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "退货真是个大麻烦",
        "退貨真是個大麻煩",
        "店在路口交通很方便",
        "送给他妈妈,他妈妈很喜欢",
        "这只三黄片皮鸡很嫩,三黄片好吃",
        "女装很好看",
        "天安门店的服务不错",
        "尺码偏大 麻布做的",
        "质量太差,骗子,垃圾,差评!再也不买了,要求退款",
        "品質很差,客服態度惡劣,一星",
        "This is a terrible product, worst purchase ever. Awful.",
        "Smoking hot class assessment of the Scunthorpe kit",
        "用微信支付很方便,QQ音乐也能连",
        "订单号 202611221234567890,三天到货",
        "价格 13.50 元,重量1.5kg,增加v领设计",
        "放进微波炉加微波两分钟",
        "好吃好吃好吃好吃好吃!!!!!!"
      })
  void shouldPublishWhenTextIsHonestHoweverNegative(String text) {
    assertThat(decide(text)).isEqualTo(new Verdict.Publish());
  }

  @ParameterizedTest
  @CsvSource({
    "有人在后院种植大麻, illegal-goods",
    "有人在後院種植大麻, illegal-goods",
    "这里有黄片看, sexual-content",
    "專業代開發票, illegal-goods",
    "Click here to BUY  COCAINE, illegal-goods",
    "冰\u200b毒, illegal-goods",
  })
  void shouldRejectWhenTextHasBlockedWord(String text, String code) {
    assertThat(decide(text.replace("  ", " ")))
        .isEqualTo(new Verdict.Reject(Reason.of(code).orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource({
    "加微信 goodshop88 送好礼, contact-details",
    "加薇信领券, contact-details",
    "我的VX:abc12345, contact-details",
    "qq 123456789, contact-details",
    "微信号:helloworld, contact-details",
    "电话13800138000, personal-data",
    "电话 138-0013-8000, personal-data",
    "电话①③⑧00138000, personal-data",
    "手機 0912-345-678, personal-data",
    "身份证11010519491231002X, personal-data",
    "写信到 li.lei@example.com, personal-data",
    "看 https://evil.example/x, link",
    "去 taobao-quan.top 领券, link",
    "他妈的什么质量, profanity",
    "f.u.c.k this, profanity",
    "fuuuuck this, profanity",
    "卖冰*毒, illegal-goods",
    "卖 冰 毒, illegal-goods",
    "高价收大#麻, illegal-goods",
  })
  void shouldHoldWithReasonWhenPersonShouldLook(String text, String code) {
    assertThat(decide(text)).isEqualTo(new Verdict.Hold(List.of(Reason.of(code).orElseThrow())));
  }

  @Test
  void shouldGiveAllReasonsInOrderOfListWhenSeveralApply() {
    assertThat(decide("他妈的,打13800138000或看 www.evil.example"))
        .isEqualTo(new Verdict.Hold(List.of(Reason.PROFANITY, Reason.PERSONAL_DATA, Reason.LINK)));
  }

  @Test
  void shouldNotCallNumberIdentityCardWhenCheckDigitOrBirthdayIsWrong() {
    assertThat(PersonalData.isIdentityCard("11010519491231002x")).isTrue();
    assertThat(PersonalData.isIdentityCard("110105194912310021")).isFalse();
    assertThat(decide("编号110105194912310021")).isEqualTo(new Verdict.Publish());
  }

  @Test
  void shouldLetLongerAllowedWordWinWhenItCoversListedOne() {
    var block = new Entry("天安门", Lane.BLOCK, Reason.LEGAL_ORDER, true);
    var allow = new Entry("天安门店", Lane.ALLOW, Reason.LEGAL_ORDER, false);
    assertThat(Moderation.decide("天安门店很好", WordLists.of(List.of(block)), HANLP))
        .isEqualTo(new Verdict.Reject(Reason.LEGAL_ORDER));
    assertThat(Moderation.decide("天安门店很好", WordLists.of(List.of(block, allow)), HANLP))
        .isEqualTo(new Verdict.Publish());
  }

  @Test
  void shouldNotAskForSegmentationWhenNothingHits() {
    Segmenter none =
        text -> {
          throw new AssertionError("segmented without a hit: " + text);
        };
    assertThat(Moderation.decide("很好用,下次还来", LISTS, none)).isEqualTo(new Verdict.Publish());
  }

  @Test
  void shouldCoverPersonalDataAndKeepTheRestWhenMasked() {
    assertThat(Moderation.mask("不好。电话 138-0013-8000,邮箱a@b.com,谢谢😀"))
        .isEqualTo("不好。电话 ***-****-****,邮箱***.***,谢谢😀");
  }

  @Property
  void shouldFindNoPersonalDataWhenTextWasMasked(@ForAll("mixtures") String text) {
    assertThat(PersonalData.in(NormalText.of(Moderation.mask(text))))
        .noneMatch(found -> found.reason() == Reason.PERSONAL_DATA);
  }

  @Property
  void shouldDecideTheSameAgainWhateverIsTyped(@ForAll String text) {
    assertThat(decide(text)).isEqualTo(decide(text));
  }

  @Test
  void shouldHaveNoWayToSeeStarsWhenDeciding() {
    assertThat(Arrays.stream(Moderation.class.getDeclaredMethods()))
        .filteredOn(method -> method.getName().equals("decide"))
        .singleElement()
        .extracting(Method::getParameterTypes)
        .isEqualTo(new Class<?>[] {String.class, WordLists.class, Segmenter.class});
    assertThat(Reason.values())
        .extracting(Reason::code)
        .noneMatch(code -> code.matches(".*(negative|rating|star|sentiment).*"));
  }

  @Provide
  Arbitrary<String> mixtures() {
    return Arbitraries.of(
            "好",
            "差评",
            "13800138000",
            "138 0013 8000",
            "a@b.com",
            "加微信",
            "vx:abc12345",
            " ",
            ",",
            "www.x.com",
            "0912345678",
            "😀",
            "①",
            "1",
            "@",
            "11010519491231002X",
            "-")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}

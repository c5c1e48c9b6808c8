package io.goodword.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameters;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmsCentreTest {

  private static final String LONG_TEXT =
      "【好口碑】您好,您邀请的朋友已完成首单,您的奖励 100 积分正在确认中,七天后到账。"
          + "查看明细:http://localhost:8083/w/abc 。回复 TD 退订。感谢您的信任,祝您生活愉快。";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private SmsCentre centre;

  @SuppressWarnings("NullAway.Init")
  private SMPPSession client;

  private final BlockingQueue<DeliverSm> receipts = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() throws Exception {
    centre = SmsCentre.start(folder.resolve("sms.jsonl"), Ports.free(), Clock.systemUTC());
    client = bind(SmsCentre.PASSWORD);
  }

  @AfterEach
  void stop() {
    client.unbindAndClose();
    centre.close();
  }

  @Test
  void shouldReassembleAChineseTextWhenItsPartsCarryAUserDataHeader() throws Exception {
    byte[] text = LONG_TEXT.getBytes(StandardCharsets.UTF_16BE);
    int parts = (text.length + 133) / 134;
    // the last part first: the network does not keep the order
    for (int part = parts; part >= 1; part--) {
      int from = (part - 1) * 134;
      int length = Math.min(134, text.length - from);
      byte[] octets = new byte[6 + length];
      System.arraycopy(new byte[] {5, 0, 3, 42, (byte) parts, (byte) part}, 0, octets, 0, 6);
      System.arraycopy(text, from, octets, 6, length);
      submit(octets, Alphabet.ALPHA_UCS2, GSMSpecificFeature.UDHI, SMSCDeliveryReceipt.DEFAULT);
    }

    assertThat(centre.messages())
        .singleElement()
        .satisfies(
            sms -> {
              assertThat(sms.text()).isEqualTo(LONG_TEXT);
              assertThat(sms.to()).isEqualTo("8613800138000");
              assertThat(sms.from()).isEqualTo("10690000");
              assertThat(sms.links()).containsExactly("http://localhost:8083/w/abc");
              assertThat(sms.headers()).containsEntry("parts", Integer.toString(parts));
            });
  }

  @Test
  void shouldReassembleWhenThePartsCarrySarParameters() throws Exception {
    submit(
        "推荐成功,".getBytes(StandardCharsets.UTF_16BE),
        Alphabet.ALPHA_UCS2,
        GSMSpecificFeature.DEFAULT,
        SMSCDeliveryReceipt.DEFAULT,
        sar(1));
    assertThat(centre.messages()).isEmpty();
    submit(
        "谢谢您。".getBytes(StandardCharsets.UTF_16BE),
        Alphabet.ALPHA_UCS2,
        GSMSpecificFeature.DEFAULT,
        SMSCDeliveryReceipt.DEFAULT,
        sar(2));

    assertThat(centre.messages()).extracting(Message::text).containsExactly("推荐成功,谢谢您。");
  }

  @Test
  void shouldReadThePayloadParameterWhenTheShortMessageIsEmpty() throws Exception {
    submit(
        new byte[0],
        Alphabet.ALPHA_UCS2,
        GSMSpecificFeature.DEFAULT,
        SMSCDeliveryReceipt.DEFAULT,
        new OptionalParameter.Message_payload(LONG_TEXT.getBytes(StandardCharsets.UTF_16BE)));

    assertThat(centre.messages()).extracting(Message::text).containsExactly(LONG_TEXT);
  }

  @Test
  void shouldDecodeTheGsmAlphabetWhenTheCodingIsDefault() throws Exception {
    // @ £ $ ... and the escaped euro and brackets
    submit(
        new byte[] {0, 1, 2, 'H', 'i', 0x1b, 0x65, 0x1b, 0x3c, 0x1b, 0x3e, 0x1b, 0x40},
        Alphabet.ALPHA_DEFAULT,
        GSMSpecificFeature.DEFAULT,
        SMSCDeliveryReceipt.DEFAULT);

    assertThat(centre.messages()).extracting(Message::text).containsExactly("@£$Hi€[]|");
  }

  @Test
  void shouldSendAReceiptWithTheMessageNumberWhenOneWasAskedFor() throws Exception {
    String number =
        submit(
            "Hi".getBytes(StandardCharsets.US_ASCII),
            Alphabet.ALPHA_DEFAULT,
            GSMSpecificFeature.DEFAULT,
            SMSCDeliveryReceipt.SUCCESS_FAILURE);

    DeliverSm delivered = receipts.poll(60, TimeUnit.SECONDS);
    assertThat(delivered).isNotNull();
    assertThat(delivered.isSmscDeliveryReceipt()).isTrue();
    DeliveryReceipt receipt = delivered.getShortMessageAsDeliveryReceipt();
    assertThat(receipt.getId()).isEqualTo(number);
    assertThat(receipt.getFinalStatus()).isEqualTo(DeliveryReceiptState.DELIVRD);
    assertThat(delivered.getSourceAddr()).isEqualTo("8613800138000");
  }

  @Test
  void shouldRefuseToBindWhenThePasswordIsWrong() {
    assertThatThrownBy(() -> bind("guess")).hasMessageContaining("0000000e");
  }

  @Test
  void shouldStillHaveItsMessagesWhenStartedAgain() throws Exception {
    submit(
        "您好".getBytes(StandardCharsets.UTF_16BE),
        Alphabet.ALPHA_UCS2,
        GSMSpecificFeature.DEFAULT,
        SMSCDeliveryReceipt.DEFAULT);

    try (var again =
        SmsCentre.start(folder.resolve("sms.jsonl"), Ports.free(), Clock.systemUTC())) {
      assertThat(again.messages()).isEqualTo(centre.messages()).hasSize(1);
    }
  }

  private static OptionalParameter[] sar(int part) {
    return new OptionalParameter[] {
      OptionalParameters.newSarMsgRefNum((short) 7),
      OptionalParameters.newSarSegmentSeqnum(part),
      OptionalParameters.newSarTotalSegments(2)
    };
  }

  private String submit(
      byte[] octets,
      Alphabet alphabet,
      GSMSpecificFeature feature,
      SMSCDeliveryReceipt receipt,
      OptionalParameter... parameters)
      throws Exception {
    return client
        .submitShortMessage(
            "",
            TypeOfNumber.NATIONAL,
            NumberingPlanIndicator.ISDN,
            "10690000",
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            "8613800138000",
            new ESMClass(MessageMode.DEFAULT, MessageType.DEFAULT, feature),
            (byte) 0,
            (byte) 0,
            null,
            null,
            new RegisteredDelivery(receipt),
            (byte) 0,
            new GeneralDataCoding(alphabet),
            (byte) 0,
            octets,
            parameters)
        .getMessageId();
  }

  private SMPPSession bind(String password) throws Exception {
    var session = new SMPPSession();
    // an answer is awaited for 2 seconds by default
    session.setTransactionTimer(60_000);
    session.setMessageReceiverListener(new Receipts());
    session.connectAndBind(
        "localhost",
        centre.port(),
        new BindParameter(
            BindType.BIND_TRX,
            SmsCentre.SYSTEM_ID,
            password,
            "",
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            null));
    return session;
  }

  private final class Receipts implements MessageReceiverListener {

    @Override
    public void onAcceptDeliverSm(DeliverSm deliver) {
      receipts.add(deliver);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
      throw new ProcessRequestException("not expected", 1);
    }
  }
}

package io.goodword.stack;

import java.util.Locale;

/** What the inbox says in one language. */
record InboxWords(
    String language,
    String title,
    String mail,
    String sms,
    String search,
    String find,
    String all,
    String empty,
    String to,
    String from,
    String received,
    String links,
    String text,
    String headers,
    String source,
    String noText,
    String phoneOf) {

  private static final InboxWords ENGLISH =
      new InboxWords(
          "en",
          "Development inbox",
          "E-mail",
          "SMS",
          "Recipient",
          "Find messages",
          "All messages",
          "No message yet. Every e-mail and SMS that the services send shows here.",
          "To",
          "From",
          "Received",
          "Links",
          "Plain text",
          "Header fields",
          "Raw source",
          "This message has no plain text.",
          "Phone of");

  private static final InboxWords SIMPLIFIED =
      new InboxWords(
          "zh-CN",
          "开发收件箱",
          "邮件",
          "短信",
          "收件人",
          "查找消息",
          "全部消息",
          "还没有消息。各服务发出的邮件和短信都会显示在这里。",
          "收件人",
          "发件人",
          "收到时间",
          "链接",
          "纯文本",
          "邮件头",
          "原始内容",
          "这封邮件没有纯文本。",
          "手机");

  private static final InboxWords TRADITIONAL =
      new InboxWords(
          "zh-TW",
          "開發收件匣",
          "郵件",
          "簡訊",
          "收件人",
          "尋找訊息",
          "全部訊息",
          "還沒有訊息。各服務寄出的電子郵件與簡訊都會顯示在這裡。",
          "收件人",
          "寄件人",
          "收到時間",
          "連結",
          "純文字",
          "郵件標頭",
          "原始內容",
          "這封郵件沒有純文字。",
          "手機");

  /** The first language of the header decides; English when it is none of ours. */
  static InboxWords of(String acceptLanguage) {
    String first =
        acceptLanguage == null ? "" : acceptLanguage.split("[,;]", 2)[0].toLowerCase(Locale.ROOT);
    if (!first.startsWith("zh")) {
      return ENGLISH;
    }
    return first.contains("tw") || first.contains("hk") || first.contains("hant")
        ? TRADITIONAL
        : SIMPLIFIED;
  }
}

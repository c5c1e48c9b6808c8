package io.goodword.referral.link;

import java.util.Optional;

/** Where an advocate shares a link. */
public enum Channel {
  WECHAT("wechat"),
  MOMENTS("moments"),
  QQ("qq"),
  WEIBO("weibo"),
  XIAOHONGSHU("xiaohongshu"),
  DOUYIN("douyin"),
  FACEBOOK("facebook"),
  INSTAGRAM("instagram"),
  X("x"),
  WHATSAPP("whatsapp"),
  LINE("line"),
  EMAIL("email"),
  SMS("sms"),
  COPY_LINK("copy-link"),
  QR("qr");

  /** The name of a click whose channel is not known. */
  public static final String OTHER = "other";

  private final String wire;

  Channel(String wire) {
    this.wire = wire;
  }

  /** The name in addresses, JSON and events. */
  public String wire() {
    return wire;
  }

  /** The channel of a name. */
  public static Optional<Channel> of(String wire) {
    for (Channel channel : values()) {
      if (channel.wire.equals(wire)) {
        return Optional.of(channel);
      }
    }
    return Optional.empty();
  }
}

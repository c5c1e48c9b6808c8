package io.goodword.stack.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {

  @Test
  void shouldNameThePersonAndRolesWhenSignedByOurKey() throws Exception {
    var token = SignedJWT.parse(Tokens.of("customer-1", "customer", "support"));

    assertThat(token.verify(verifier())).isTrue();
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("customer-1");
    assertThat(token.getJWTClaimsSet().getStringListClaim("groups"))
        .isEqualTo(List.of("customer", "support"));
    assertThat(token.getJWTClaimsSet().getExpirationTime()).isAfter(new Date());
  }

  @Test
  void shouldBePastItsTimeWhenExpired() throws Exception {
    var token = SignedJWT.parse(Tokens.expired("customer-1", "customer"));

    assertThat(token.verify(verifier())).isTrue();
    assertThat(token.getJWTClaimsSet().getExpirationTime()).isBefore(new Date());
  }

  @Test
  void shouldNotVerifyWhenForged() throws Exception {
    assertThat(SignedJWT.parse(Tokens.forged("customer-1", "customer")).verify(verifier()))
        .isFalse();
  }

  private static RSASSAVerifier verifier() throws Exception {
    byte[] key = Base64.getDecoder().decode(Tokens.publicKey());
    return new RSASSAVerifier(
        (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key)));
  }
}

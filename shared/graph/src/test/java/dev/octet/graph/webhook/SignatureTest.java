package dev.octet.graph.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  private static final String SECRET = "an app secret";
  private static final byte[] BODY = "{\"object\":\"whatsapp_business_account\",\"entry\":[]}".getBytes(UTF_8);

  @Test
  void a_known_body_has_the_known_signature() {
    // RFC 4231, test case 2: an independent vector.
    assertThat(Signature.sign("what do ya want for nothing?".getBytes(UTF_8), "Jefe"))
        .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void what_was_signed_verifies_with_any_of_the_secrets() {
    String signature = Signature.sign(BODY, SECRET);

    assertThat(Signature.verify(BODY, signature, List.of(SECRET))).isTrue();
    assertThat(Signature.verify(BODY, signature, List.of("the next secret", SECRET))).isTrue();
    assertThat(Signature.verify(BODY, signature, List.of(SECRET, "the last secret"))).isTrue();
  }

  @Test
  void another_secret_another_byte_and_no_secret_do_not_verify() {
    String signature = Signature.sign(BODY, SECRET);
    byte[] changed = BODY.clone();
    changed[changed.length - 1] ^= 1;

    assertThat(Signature.verify(BODY, signature, List.of("another secret"))).isFalse();
    assertThat(Signature.verify(BODY, signature, List.of())).isFalse();
    assertThat(Signature.verify(BODY, signature, List.of(""))).isFalse();
    assertThat(Signature.verify(changed, signature, List.of(SECRET))).isFalse();
    assertThat(Signature.verify(new byte[0], signature, List.of(SECRET))).isFalse();
  }

  @Test
  void an_empty_body_can_be_signed_too() {
    assertThat(Signature.verify(new byte[0], Signature.sign(new byte[0], SECRET), List.of(SECRET))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "sha256=", "sha1=5bdcc146bf60754e6a042426089575c75a003f08", "sha256=5bdcc146",
      "sha256=zzdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
      "SHA256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843sha256="})
  void a_header_that_is_no_signature_does_not_verify(String header) {
    assertThat(Signature.verify("what do ya want for nothing?".getBytes(UTF_8), header, List.of("Jefe"))).isFalse();
  }
}

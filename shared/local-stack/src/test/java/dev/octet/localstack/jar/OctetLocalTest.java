package dev.octet.localstack.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OctetLocalTest {
  @ParameterizedTest
  @CsvSource({"1.8, true", "9, true", "17, true", "24, true", "25, false", "26, false", "next, false"})
  void an_older_java_is_too_old(String version, boolean tooOld) {
    assertThat(OctetLocal.tooOld(version)).isEqualTo(tooOld);
  }

  @Test
  void an_older_java_can_load_what_tells_it() throws IOException {
    try (var in = new DataInputStream(Objects.requireNonNull(OctetLocal.class.getResourceAsStream("OctetLocal.class")))) {
      assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
      assertThat(in.readInt()).as("the version of Java 8").isEqualTo(52);
    }
  }
}

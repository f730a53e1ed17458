package dev.octet.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.localstack.loopback.Loopback;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTest {
  private static final Settings FREE = Settings.forTests(Path.of("template.yaml"), Path.of("logs"));

  @ParameterizedTest
  @CsvSource({"0, the HTTP API, octet.port", "1, the queues, octet.queue-port", "2, the tables, octet.table-port"})
  void a_port_in_use_is_named_with_what_wanted_it_and_the_setting_that_moves_it(int which, String what, String setting) throws IOException {
    try (ServerSocket other = new ServerSocket()) {
      other.bind(Loopback.address(0));
      int[] ports = new int[3];
      ports[which] = other.getLocalPort();

      assertThatThrownBy(() -> Ports.choose(FREE.withPorts(ports[0], ports[1], ports[2])))
          .isInstanceOf(PortInUseException.class)
          .hasMessage("Port %d, where %s should be, is in use. Stop what listens there, or move it with -D%s=… (0: any free port).",
              other.getLocalPort(), what, setting);
    }
  }

  @Test
  void free_ports_are_three_different_ones_and_free_again() throws IOException {
    Ports chosen = Ports.choose(FREE);

    assertThat(List.of(chosen.http(), chosen.queues(), chosen.tables())).doesNotHaveDuplicates().doesNotContain(0);
    assertThat(Ports.choose(FREE.withPorts(chosen.http(), chosen.queues(), chosen.tables()))).isEqualTo(chosen);
  }

  @Test
  void one_port_for_two_parts_is_in_use() throws IOException {
    int port = Ports.choose(FREE).http();

    assertThatThrownBy(() -> Ports.choose(FREE.withPorts(port, 0, port))).isInstanceOf(PortInUseException.class).hasMessageContaining("octet.table-port");
  }
}

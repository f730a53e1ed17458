package dev.octet.graph.link;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses anybody could reach (IANA's registries of special-purpose addresses): the others lead into somebody's network, maybe ours. */
final class PublicAddress {
  private static final List<Range> CLOSED_4 = ranges(
      "0.0.0.0/8", // this network
      "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private
      "100.64.0.0/10", // carriers' own
      "127.0.0.0/8", // loopback
      "169.254.0.0/16", // link-local, where clouds have their metadata
      "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", // protocols, tests, documentation
      "224.0.0.0/4", // multicast
      "240.0.0.0/4"); // reserved, broadcast
  /** All that was ever given out to be reached. Loopback, link-local, unique local, and multicast are outside. */
  private static final Range OPEN_6 = Range.of("2000::/3");
  private static final List<Range> CLOSED_6 = ranges(
      "2001::/23", // protocols, Teredo among them
      "2001:db8::/32", "3fff::/20", // documentation
      "2002::/16"); // 6to4, which wraps any IPv4 address
  /** The way from networks without IPv4 to it: the address is at the end. */
  private static final Range NAT64 = Range.of("64:ff9b::/96");

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    if (NAT64.holds(address)) {
      return is(wrapped(address));
    }
    return address instanceof Inet4Address
        ? CLOSED_4.stream().noneMatch(range -> range.holds(address))
        : OPEN_6.holds(address) && CLOSED_6.stream().noneMatch(range -> range.holds(address));
  }

  private static InetAddress wrapped(InetAddress address) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address.", e);
    }
  }

  private static List<Range> ranges(String... ranges) {
    return Stream.of(ranges).map(Range::of).toList();
  }

  private record Range(byte[] prefix, int bits) {
    static Range of(String text) {
      int slash = text.indexOf('/');
      return new Range(InetAddress.ofLiteral(text.substring(0, slash)).getAddress(), Integer.parseInt(text.substring(slash + 1)));
    }

    boolean holds(InetAddress address) {
      byte[] bytes = address.getAddress();
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if (bytes.length != prefix.length || (bytes[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}

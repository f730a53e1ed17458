package dev.octet.localstack.demo;

import java.net.URI;
import java.util.Properties;

/**
 * Where Octet runs that the story is played with.
 *
 * @param queues the endpoint of the queues, or on AWS the address of the notifications' queue
 * @param sandboxToken for a sandbox that asks for one; empty elsewhere
 */
record Place(URI url, URI queues, String token, String number, String sandboxToken) {
  private static final int LOCAL_QUEUES = 9324;
  private static final String LOCAL_QUEUE = "/000000000000/octet-notifications.fifo";

  /** @throws IllegalArgumentException naming the setting that is not understood */
  static Place running(Properties properties) {
    URI url = address("octet.url", properties.getProperty("octet.url", ""));
    String queues = properties.getProperty("octet.queues", "");
    return new Place(url, queues.isBlank() ? URI.create(url.getScheme() + "://" + url.getHost() + ":" + LOCAL_QUEUES) : address("octet.queues", queues),
        given(properties, "octet.token", "local-token"), given(properties, "octet.number", "100000000000001"),
        properties.getProperty("octet.sandbox-token", ""));
  }

  private static String given(Properties properties, String name, String otherwise) {
    String value = properties.getProperty(name, "");
    return value.isBlank() ? otherwise : value;
  }

  private static URI address(String name, String text) {
    try {
      URI address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (address.getHost() != null && (address.getScheme().equals("http") || address.getScheme().equals("https"))) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // as anything else that is none
    }
    throw new IllegalArgumentException("-D" + name + "=" + text + " is not the address of a stack, such as http://127.0.0.1:8080.");
  }

  boolean onAws() {
    return queues.getHost().endsWith(".amazonaws.com");
  }

  String notifications() {
    return onAws() ? queues.toString() : queues.getRawPath().isEmpty() ? queues + LOCAL_QUEUE : queues.toString();
  }
}

package dev.octet.messagesending;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table of which a process may die: each write is told to whoever kills. */
final class Mortal {
  private static final Set<String> WRITES = Set.of("putItem", "updateItem", "deleteItem", "transactWriteItems");

  private Mortal() {}

  /** @param sideEffect what is done after each write; it may throw */
  static DynamoDbClient table(DynamoDbClient engine, Runnable sideEffect) {
    return (DynamoDbClient) Proxy.newProxyInstance(DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
      try {
        Object answer = method.invoke(engine, arguments);
        if (WRITES.contains(method.getName())) {
          sideEffect.run();
        }
        return answer;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    });
  }
}

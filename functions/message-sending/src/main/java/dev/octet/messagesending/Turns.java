package dev.octet.messagesending;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Of what is done for one thing in this process, one at a time: who comes later finds what the first has found. */
final class Turns {
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  <T> T of(String thing, Supplier<T> work) {
    ReentrantLock lock = locks.computeIfAbsent(thing, _ -> new ReentrantLock());
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}

package dev.octet.aws;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteQueue;
import com.almworks.sqlite4java.SQLiteStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;

/**
 * DynamoDB Local's database. Each request is several jobs of the one thread that has the connection: whoever waits for
 * them in another is woken as often. What runs {@link #run within that thread} has them done at once.
 */
final class DatabaseThread extends SQLiteDBAccess {
  /** What was asked for with every request, and read from JSON each time. Tables do not change here. */
  private final Map<String, TableInfo> tables = new ConcurrentHashMap<>();

  DatabaseThread() {
    List<String> schema = queue.execute(new SQLiteJob<List<String>>() {
      @Override
      protected List<String> job(SQLiteConnection connection) throws SQLiteException {
        return schema(connection);
      }
    }).complete();
    queue.stop(true);
    queue = new Jobs().start();
    queue.execute(new SQLiteJob<Void>() {
      @Override
      protected Void job(SQLiteConnection connection) throws SQLiteException {
        for (String statement : schema) {
          connection.exec(statement);
        }
        return null;
      }
    }).complete();
  }

  private static List<String> schema(SQLiteConnection connection) throws SQLiteException {
    List<String> schema = new ArrayList<>();
    SQLiteStatement rows = connection.prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL");
    while (rows.step()) {
      schema.add(rows.columnString(0));
    }
    rows.dispose();
    return schema;
  }

  /** Runs something in the thread that has the connection. Others wait until it has ended. */
  void run(Runnable what) {
    SQLiteJob<Void> job = queue.execute(new SQLiteJob<Void>() {
      @Override
      protected Void job(SQLiteConnection connection) {
        what.run();
        return null;
      }
    });
    job.complete();
    switch (job.getError()) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null -> { }
      default -> throw new IllegalStateException(job.getError());
    }
  }

  @Override
  public TableInfo getTableInfo(String name) {
    return tables.computeIfAbsent(name, super::getTableInfo);
  }

  private static final class Jobs extends SQLiteQueue {
    @Override
    public <T, J extends SQLiteJob<T>> J execute(J job) {
      if (!isDatabaseThread()) {
        return super.execute(job);
      }
      try {
        executeJob(job);
        return job;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

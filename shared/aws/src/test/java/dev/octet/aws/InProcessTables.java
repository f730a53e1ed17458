package dev.octet.aws;

import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.dynamodb.services.exceptions.AWSExceptionFactory;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.embedded.DDBExceptionMappingInvocationHandler;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.LocalDBInputConverter;
import software.amazon.dynamodb.services.local.shared.access.LocalDBOutputConverter;
import software.amazon.dynamodb.services.local.shared.access.api.dp.TransactWriteItemsFunction;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;
import software.amazon.dynamodb.services.local.shared.dataaccess.LocalDocumentFactory;
import software.amazon.dynamodb.services.local.shared.env.LocalDBEnv;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/** DynamoDB Local within this process, its {@link HeldItems items held}: many times as fast as over HTTP. Its requests are counted as those of the SDK are. */
public final class InProcessTables implements DynamoDbClient {
  /** The engine's own, in bytes. */
  private static final int MAX_EXPRESSION = 65_536;

  private final HeldItems items;
  private final DynamoDbClient engine;
  private final TransactWriteItemsFunction transactions;
  private final RequestCounter requests;

  public InProcessTables(RequestCounter requests) {
    this.requests = requests;
    try {
      SQLiteLibraryLoader.initialize();
    } catch (Exception e) {
      throw new IllegalStateException("The embedded engine did not start.", e);
    }
    this.items = new HeldItems();
    this.engine = new LocalDBClient(items, new JobsRegister(nobody(), false)).dynamoDbClient();
    this.transactions = transactions();
  }

  /** What the engine does by itself (indexes that are added later, items that expire) happens in no test. */
  private static ThreadPoolExecutor nobody() {
    var nobody = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new ThreadPoolExecutor.DiscardPolicy());
    nobody.shutdown();
    return nobody;
  }

  /** Made once: the engine makes one for each transaction, and with it each exception that there is, some hundred and fifty. */
  private TransactWriteItemsFunction transactions() {
    var environment = new LocalDBEnv();
    var documents = new LocalDocumentFactory();
    var exceptions = new AWSExceptionFactory();
    return new TransactWriteItemsFunction(
        items, new LocalDBInputConverter(environment, exceptions, documents, MAX_EXPRESSION), new LocalDBOutputConverter(), exceptions, environment, documents);
  }

  private <T> T counted(String operation, Supplier<T> call) {
    requests.count("DynamoDb." + operation);
    try {
      return call.get();
    } catch (DynamoDBLocalServiceException e) {
      throw ofTheSdk(e);
    }
  }

  private static RuntimeException ofTheSdk(DynamoDBLocalServiceException local) {
    try {
      DDBExceptionMappingInvocationHandler.handleDynamoDBLocalServiceException(local);
      return local;
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem() ? e.toBuilder().item(typed(e.item())).build() : e;
    } catch (TransactionCanceledException e) {
      List<CancellationReason> reasons = e.cancellationReasons().stream()
          .map(reason -> reason.hasItem() ? reason.toBuilder().item(typed(reason.item())).build() : reason).toList();
      return e.toBuilder().cancellationReasons(reasons).build();
    } catch (RuntimeException e) {
      return e;
    } catch (Throwable e) {
      return new IllegalStateException(e);
    }
  }

  /** Values that the engine gives back beside a refusal do not know their types. */
  private static Map<String, AttributeValue> typed(Map<String, AttributeValue> values) {
    return values.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> typed(entry.getValue())));
  }

  private static AttributeValue typed(AttributeValue value) {
    if (value.s() != null) {
      return AttributeValue.fromS(value.s());
    }
    if (value.n() != null) {
      return AttributeValue.fromN(value.n());
    }
    if (value.bool() != null) {
      return AttributeValue.fromBool(value.bool());
    }
    if (value.hasM()) {
      return AttributeValue.fromM(typed(value.m()));
    }
    return value.hasL() ? AttributeValue.fromL(value.l().stream().map(InProcessTables::typed).toList()) : AttributeValue.fromNul(true);
  }

  @Override
  public CreateTableResponse createTable(CreateTableRequest request) {
    return counted("CreateTable", () -> engine.createTable(request));
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return counted("GetItem", () -> engine.getItem(request));
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return counted("Query", () -> engine.query(request));
  }

  @Override
  public ScanResponse scan(ScanRequest request) {
    return counted("Scan", () -> engine.scan(request));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return counted("PutItem", () -> engine.putItem(request));
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return counted("UpdateItem", () -> engine.updateItem(request));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return counted("DeleteItem", () -> engine.deleteItem(request));
  }

  @Override
  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    return counted("BatchWriteItem", () -> engine.batchWriteItem(request));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return counted("TransactWriteItems", () -> transactions.apply(request));
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {
    items.close();
  }
}

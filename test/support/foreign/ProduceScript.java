import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Apache Kafka's own producer, told what to do by lines of its standard input; fields are separated by tabs:
 *
 * <pre>
 * producer NAME=VALUE...             a producer with these settings takes the place of the one before
 * send KEY VALUE NAME=VALUE...       a record with these headers; a header without "=" has no value
 * begin | commit | abort             a transaction
 * </pre>
 *
 * Arguments: brokers, topic. Ends with exit code 0 only when everything was acknowledged.
 */
public final class ProduceScript {
  private final Map<String, Object> settings;
  private final String topic;
  private final List<Future<?>> sent = new ArrayList<>();
  private KafkaProducer<String, String> producer;

  private ProduceScript(String brokers, String topic) {
    this.settings = Map.of("bootstrap.servers", brokers, "acks", "all", "delivery.timeout.ms", 30_000,
        "request.timeout.ms", 10_000);
    this.topic = topic;
  }

  public static void main(String[] args) throws Exception {
    var script = new ProduceScript(args[0], args[1]);
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) script.run(line.split("\t", -1));
    script.endProducer();
  }

  private void run(String[] fields) throws Exception {
    switch (fields[0]) {
      case "producer" -> startProducer(fields);
      case "send" -> sent.add(producer.send(recordOf(fields)));
      case "begin" -> producer.beginTransaction();
      case "commit" -> {
        acknowledged();
        producer.commitTransaction();
      }
      case "abort" -> {
        acknowledged();
        producer.abortTransaction();
      }
      default -> throw new IllegalArgumentException("No such line: " + fields[0]);
    }
  }

  private void startProducer(String[] fields) throws Exception {
    endProducer();
    Map<String, Object> all = new HashMap<>(settings);
    for (int i = 1; i < fields.length; i++) {
      String[] pair = fields[i].split("=", 2);
      all.put(pair[0], pair[1]);
    }
    producer = new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    if (all.containsKey("transactional.id")) producer.initTransactions();
  }

  private void endProducer() throws Exception {
    if (producer == null) return;
    acknowledged();
    producer.close();
    producer = null;
  }

  private ProducerRecord<String, String> recordOf(String[] fields) {
    var record = new ProducerRecord<>(topic, fields[1], fields[2]);
    for (int i = 3; i < fields.length; i++) {
      String[] pair = fields[i].split("=", 2);
      byte[] value = pair.length == 1 ? null : pair[1].getBytes(StandardCharsets.UTF_8);
      record.headers().add(pair[0], value);
    }
    return record;
  }

  /** Sends what waits in a batch, and throws when any record was refused. */
  private void acknowledged() throws Exception {
    producer.flush();
    for (Future<?> one : sent) one.get();
    sent.clear();
  }
}

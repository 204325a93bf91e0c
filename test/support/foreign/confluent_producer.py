"""librdkafka by confluent-kafka. Arguments: brokers, topic, codec. Each line of its standard input is a record: key,
value and headers as NAME=VALUE, separated by tabs. Ends with exit code 0 only when everything was acknowledged."""
import sys

from confluent_kafka import Producer

brokers, topic, codec = sys.argv[1:]
refused = []
producer = Producer({"bootstrap.servers": brokers, "compression.type": codec, "acks": "all", "linger.ms": 100})
for line in sys.stdin:
    key, value, *headers = line.rstrip("\n").split("\t")
    producer.produce(
        topic,
        key=key,
        value=value,
        headers=[tuple(header.split("=", 1)) for header in headers],
        on_delivery=lambda error, _: error and refused.append(error),
    )
waiting = producer.flush(30)
sys.exit(f"{waiting} records not acknowledged, {len(refused)} refused: {refused[:3]}" if waiting or refused else 0)

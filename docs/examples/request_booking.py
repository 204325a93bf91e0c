#!/usr/bin/env python3
"""Requests a booking with kafka-python and waits for its outcome.

Needs kafka-python 2.0.2 or later (python3 -m pip install kafka-python; Debian and Ubuntu: apt-get install python3-kafka),
and a bridge that writes outcomes in binary mode, its default.

    KAFKA_BROKERS=127.0.0.1:9092 docs/examples/request_booking.py python-order-1 \\
      '{"BookingResourceId":19564,"BookingServiceId":112325,"CustomerId":965123,"BookingStart":1893456000}'

Sending the same id with the same data again changes nothing, so after a failure just run it again. Exit codes: 0 booked,
1 not booked or not known, 2 wrong arguments.
"""
import json
import logging
import os
import sys
import time

try:
    from kafka import KafkaConsumer, KafkaProducer
    from kafka.errors import KafkaError
except ImportError:
    sys.exit("This sample needs kafka-python: python3 -m pip install kafka-python")

USAGE = f"Usage: KAFKA_BROKERS=host:port {sys.argv[0]} EVENT_ID JSON_DATA"
BROKERS = os.environ.get("KAFKA_BROKERS", "127.0.0.1:9092")
REQUESTED = os.environ.get("TOPIC_BOOKING_REQUESTED", "booking.requested")
CREATED = os.environ.get("TOPIC_BOOKING_CREATED", "booking.created")
FAILED = os.environ.get("TOPIC_BOOKING_FAILED", "booking.failed")
# The source says whose ids these are: every producer has one of its own.
SOURCE = os.environ.get("EVENT_SOURCE", "urn:example:python")
WAIT_SECONDS = float(os.environ.get("WAIT_SECONDS", "30"))
SEND_SECONDS = int(os.environ.get("SEND_SECONDS", "10"))
CLIENT = {
    "bootstrap_servers": BROKERS.split(","),
    # Asking the broker which protocol it speaks is what old releases of kafka-python cannot do with Kafka 4.
    "api_version": (2, 5, 0),
}
WHAT_IS_BOOKED = ("BookingResourceId", "BookingServiceId", "CustomerId", "BookingStart")

# What kafka-python has to say of each connection is said in one sentence below.
logging.getLogger("kafka").addHandler(logging.NullHandler())


def request_booking(event_id, data):
    """Where the request is, once all replicas have it; raises when it is not known whether they have."""
    producer = KafkaProducer(acks="all", retries=5, max_block_ms=SEND_SECONDS * 1000, **CLIENT)
    try:
        return producer.send(
            REQUESTED,
            # Records of one key stay in order.
            key=str(data.get("BookingResourceId")).encode("utf-8"),
            value=json.dumps(data).encode("utf-8"),
            headers=[
                ("content-type", b"application/json"),
                ("ce_specversion", b"1.0"),
                ("ce_type", b"booking.requested"),
                ("ce_source", SOURCE.encode("utf-8")),
                ("ce_id", event_id.encode("utf-8")),
            ],
        ).get(timeout=SEND_SECONDS)
    finally:
        producer.close(timeout=1)


def is_ours(headers, event_id, sent):
    """Whether an outcome is that of our record.

    It names the id and the source of its request. A record that could not become a request, or whose id was used before
    for another one, is named by its position.
    """
    cause = headers.get("ce_causationid", b"").decode("utf-8")
    if cause == event_id and headers.get("ce_causationsource") == SOURCE.encode("utf-8"):
        return True
    position = f"{sent.topic}-{sent.partition}-{sent.offset}"
    return cause == position or cause.startswith(position + "-")


def outcome_of(event_id, sent):
    """The topic and the data of the outcome, or None when there is none in time."""
    # Without a group it reads from the beginning; a service would have a group and read on from its committed offsets.
    consumer = KafkaConsumer(CREATED, FAILED, auto_offset_reset="earliest", group_id=None, **CLIENT)
    try:
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            for records in consumer.poll(timeout_ms=500).values():
                for record in records:
                    if is_ours(dict(record.headers), event_id, sent):
                        return record.topic, json.loads(record.value)
        return None
    finally:
        consumer.close()


def is_for(data, outcome):
    """Whether the outcome is about what was sent: the id may have been used before."""
    request = outcome["request"]
    if request is None:
        return True
    return request.get("Count", 1) == data.get("Count", 1) and all(
        request.get(name) == data.get(name) for name in WHAT_IS_BOOKED
    )


def main():
    if len(sys.argv) != 3 or not sys.argv[1]:
        print(USAGE, file=sys.stderr)
        return 2
    event_id = sys.argv[1]
    try:
        data = json.loads(sys.argv[2])
        json.dumps(data, allow_nan=False)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        print(f"JSON_DATA must be one JSON object. {USAGE}", file=sys.stderr)
        return 2
    try:
        sent = request_booking(event_id, data)
    except KafkaError as error:
        return (
            f"Kafka at {BROKERS} did not confirm the request within {SEND_SECONDS} s, and may have it all the same "
            f"({type(error).__name__}): check KAFKA_BROKERS and the topic {REQUESTED}, then run this again with the same id."
        )
    outcome = outcome_of(event_id, sent)
    if outcome is None:
        return f"No outcome within {WAIT_SECONDS:g} s. The request may still be booked: run this again with the same id."
    topic, answer = outcome
    if not is_for(data, answer):
        return (
            f"The id {event_id} was used before for a request with other data, so this one was not booked: "
            "send it under an id of its own."
        )
    print(topic, json.dumps(answer))
    return 0 if topic == CREATED else 1


if __name__ == "__main__":
    sys.exit(main())

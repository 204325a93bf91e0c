import type { Socket } from 'node:net';

/**
 * A socket whose listeners of data may throw: the connection ends with an error instead of the process. kafkajs reads frames
 * in such a listener, and throws at bytes that no broker sends, as another server at that address may.
 */
export function containedSocket(socket: Socket): Socket {
  const emit = socket.emit.bind(socket) as (event: string | symbol, ...values: unknown[]) => boolean;
  const contained = (event: string | symbol, ...values: unknown[]): boolean => {
    if (event !== 'data') return emit(event, ...values);
    try {
      return emit(event, ...values);
    } catch (error) {
      socket.destroy(
        new Error('what answered is no Kafka broker, or its answer is damaged', { cause: error }),
      );
      return true;
    }
  };
  return Object.assign(socket, { emit: contained });
}

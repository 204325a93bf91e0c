/**
 * NODE_OPTIONS of a process whose connections to the port `from` of this machine go to the port `to`. Brokers tell clients
 * their own addresses, so a proxy in front of one is only used by who is led there.
 */
export function redirected(from: number, to: number): string {
  const script = `
    import { Socket } from 'node:net';
    const { connect } = Socket.prototype;
    Socket.prototype.connect = function (...args) {
      const options = Array.isArray(args[0]) ? args[0][0] : args[0];
      if (Number(options?.port) === ${from}) options.port = ${to};
      return connect.apply(this, args);
    };`;
  return `--import data:text/javascript,${encodeURIComponent(script)}`;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Command } from 'commander';
import { interrupted, interruptionOfThisProcess, Interrupted } from './interruption.js';
import { chosenEnvironment, USE_ENVIRONMENT } from './local-environment.js';
import { startLocalStack } from './local-stack.js';
import { reasonToShow } from '../platform/config/config-problems.js';
import { complain, say } from './say.js';

/**
 * Runs the bridge against the local stack and starts it anew whenever a source file changes. PostgreSQL, Kafka and the
 * simulator go on meanwhile, with all they hold. Ends with Ctrl-C: the bridge first, in good order.
 */
async function dev(useEnvironment: boolean, interruption: AbortSignal): Promise<void> {
  const environment = chosenEnvironment(process.env, useEnvironment, say);
  const stack = await startLocalStack(environment, say, interruption);
  try {
    if (stack.kafka !== undefined)
      throw new Error(
        'Topics that live in this process cannot outlive the bridge. Install what the line above names, or set KAFKA_BROKERS.',
      );
    const compiler = run([
      'node_modules/typescript/bin/tsc',
      '-p',
      'tsconfig.build.json',
      '--watch',
      '--preserveWatchOutput',
    ]);
    const bridge = run(
      ['--watch', '--watch-preserve-output', '--enable-source-maps', 'dist/main.js', '--no-env-file'],
      {
        HTTP_HOST: '127.0.0.1',
        KAFKA_CREATE_TOPICS: 'true',
        ...environment,
        ...stack.env,
      },
    );
    say(
      'The bridge runs and follows the sources; a request of your own: npm run request. Ctrl-C ends everything.',
    );
    await Promise.race([interrupted(interruption), once(compiler, 'exit'), once(bridge, 'exit')]);
    await Promise.all([end(bridge), end(compiler)]);
  } finally {
    await stack.stop();
  }
}

/** In a process group of its own: Ctrl-C comes to us alone, and everything is told once, in order. */
function run(args: readonly string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  return spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

const { useEnvironment } = new Command('dev')
  .description(
    'Runs the bridge with everything it needs on this machine, and restarts it whenever a source file changes.',
  )
  .option(
    USE_ENVIRONMENT,
    'use what the environment names, such as KAFKA_BROKERS, instead of starting it here',
    false,
  )
  .parse()
  .opts<{ useEnvironment: boolean }>();
dev(useEnvironment, interruptionOfThisProcess()).catch((error: unknown) => {
  process.exitCode = error instanceof Interrupted ? error.exitCode : 1;
  if (!(error instanceof Interrupted)) complain(reasonToShow(error));
});

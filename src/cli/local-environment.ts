import { VARIABLES } from '../platform/config/variables.js';

/** Name of the option that lets a program for this machine use the settings of the environment. */
export const USE_ENVIRONMENT = '--use-environment';

/** An environment, and the names of the settings of the service that were left out of it. */
export interface LocalEnvironment {
  readonly env: NodeJS.ProcessEnv;
  readonly leftOut: readonly string[];
}

/**
 * The environment without any setting of the service, so that a program for this machine cannot reach brokers, a
 * database or an account that a shell happens to name.
 */
export function localEnvironment(env: NodeJS.ProcessEnv): LocalEnvironment {
  const settings = new Set(Object.keys(VARIABLES).flatMap((name) => [name, `${name}_FILE`]));
  const isLeftOut = (name: string) => settings.has(name) && env[name] !== '';
  return {
    env: Object.fromEntries(Object.entries(env).filter(([name]) => !settings.has(name))),
    leftOut: Object.keys(env).filter(isLeftOut),
  };
}

/** The environment to use: all of it when that is asked for, else {@link localEnvironment}, which is said aloud. */
export function chosenEnvironment(
  env: NodeJS.ProcessEnv,
  useEnvironment: boolean,
  say: (text: string) => void,
): NodeJS.ProcessEnv {
  if (useEnvironment) return env;
  const local = localEnvironment(env);
  if (local.leftOut.length > 0)
    say(`NOTICE: not used of the environment: ${local.leftOut.join(', ')}. ${USE_ENVIRONMENT} uses them.`);
  return local.env;
}

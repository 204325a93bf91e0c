/** A setting from the environment; throws when it is missing. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is missing. Set it in the environment.`);
  return value;
}

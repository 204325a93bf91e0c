/**
 * Writes items together, and finds out which of them cannot be written when the whole is refused: halves are written one
 * after the other, in order, until an item that is refused alone is left, which `alone` answers for. Every other item is
 * written. At most `2 n - 1` writes for `n` items. What `isRefused` does not recognize is thrown, and so is what `alone`
 * throws: then an earlier half may be written, but nothing behind the failure is.
 */
export async function splitRefused<Item, Result>(
  items: readonly Item[],
  write: (items: readonly Item[]) => Promise<readonly Result[]>,
  isRefused: (error: unknown) => boolean,
  alone: (item: Item, error: unknown) => Promise<Result>,
): Promise<Result[]> {
  try {
    return [...(await write(items))];
  } catch (error) {
    if (!isRefused(error) || items.length === 0) throw error;
    const [only] = items as readonly [Item];
    if (items.length === 1) return [await alone(only, error)];
    const middle = Math.ceil(items.length / 2);
    const first = await splitRefused(items.slice(0, middle), write, isRefused, alone);
    return [...first, ...(await splitRefused(items.slice(middle), write, isRefused, alone))];
  }
}

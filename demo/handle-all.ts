const AT_ONCE = 16;

/** Handles every item, several at a time as a real worker does, and resolves when all are done; the first failure ends it. */
export async function handleAll<Item>(items: AsyncIterable<Item>, handle: (item: Item) => Promise<void>): Promise<void> {
  const open = new Set<Promise<void>>();
  for await (const item of items) {
    const work: Promise<void> = handle(item).then(() => void open.delete(work));
    open.add(work);
    if (open.size >= AT_ONCE) await Promise.race(open);
  }
  await Promise.all(open);
}

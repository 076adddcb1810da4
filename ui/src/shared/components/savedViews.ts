import { z } from 'zod';

const viewShape = z.object({
  sorting: z.array(z.object({ id: z.string(), desc: z.boolean() })),
  filters: z.array(z.object({ id: z.string(), value: z.string() })),
  hidden: z.array(z.string()),
  search: z.string(),
});

/** How somebody looks at a list: order, filters, columns. Kept in the browser, by list. */
export type View = z.infer<typeof viewShape>;

const place = (list: string) => `tactus.views.${list}`;

export function readViews(list: string): Record<string, View> {
  try {
    return z.record(z.string(), viewShape).parse(JSON.parse(localStorage.getItem(place(list)) ?? '{}'));
  } catch {
    // A view that an older version wrote is not worth a broken page.
    return {};
  }
}

export function writeViews(list: string, views: Record<string, View>) {
  localStorage.setItem(place(list), JSON.stringify(views));
}

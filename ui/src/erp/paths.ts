const of = (base: string) => (no: string) => `${base}/${encodeURIComponent(no)}`;

/** Addresses of what has a number, so that every number on a page can be opened. */
export const orderPath = of('/orders');
export const workOrderPath = of('/work-orders');
export const tracePath = (lotNo: string) => `/genealogy?lot=${encodeURIComponent(lotNo)}`;
export const stockPath = (query: Record<string, string>) => `/stock?${new URLSearchParams(query).toString()}`;
/** Until an item has a page of its own, its number opens its stock. */
export const itemPath = (no: string) => stockPath({ item: no });
export const shipmentPath = (_no: string) => stockPath({ tab: 'shipments' });

const of = (base: string) => (no: string) => `${base}/${encodeURIComponent(no)}`;

/** Addresses of what has a number, so that every number on a page can be opened. */
export const orderPath = of('/orders');
export const workOrderPath = of('/work-orders');
export const tracePath = (lotNo: string) => `/genealogy?lot=${encodeURIComponent(lotNo)}`;
export const stockPath = (query: Record<string, string>) => `/stock?${new URLSearchParams(query).toString()}`;
export const itemPath = of('/items');
export const billPath = (itemNo: string, revision?: string) => `${of('/bills')(itemNo)}${revision ? `?revision=${encodeURIComponent(revision)}` : ''}`;
export const routingPath = (itemNo: string, revision?: string) => `${of('/routings')(itemNo)}${revision ? `?revision=${encodeURIComponent(revision)}` : ''}`;
const opened = (base: string) => (no: string) => `${base}?open=${encodeURIComponent(no)}`;
export const customerPath = opened('/customers');
export const supplierPath = opened('/suppliers');
export const workCentrePath = opened('/work-centres');
export const shipmentPath = of('/shipments');
export const countSheetPath = of('/count-sheets');

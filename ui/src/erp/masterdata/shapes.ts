import type { Schema } from '../../api/client';
import type { Money } from '../shapes';

// Rows always hold all their fields; the description marks those with a default as optional.
export type ItemRow = Required<Schema<'ErpItemRow'>>;
// Amounts of money are decimal text; the description leaves their type open.
export type Item = Omit<Required<Schema<'ErpItemView'>>, 'standardCost'> & { standardCost: Money | null };
export type ItemRevision = Schema<'ErpItemRevisionView'>;
export type WhereUsed = Schema<'ErpWhereUsedView'>;
export type BillRow = Required<Schema<'ErpBillRow'>>;
export type Bill = Schema<'ErpBillView'>;
export type BillLine = Schema<'ErpBillLineView'>;
export type BillsOfItem = Schema<'ErpBillsOfItem'>;
export type Explosion = Schema<'ErpExplosionView'>;
export type ExplodedLine = Schema<'ErpExplodedLine'>;
export type RoutingRow = Required<Schema<'ErpRoutingRow'>>;
export type Routing = Schema<'ErpRoutingView'>;
export type RoutingOperation = Schema<'ErpRoutingOperationView'>;
export type RoutingsOfItem = Schema<'ErpRoutingsOfItem'>;
export type PartnerRow = Required<Schema<'ErpPartnerRow'>>;
export type Partner = Required<Schema<'ErpPartnerView'>>;
export type PlaceRow = Required<Schema<'ErpPlaceRow'>>;
export type Place = Required<Schema<'ErpPlaceView'>>;
export type WorkCentreRow = Required<Schema<'ErpWorkCentreRow'>>;
export type WorkCentre = Omit<Required<Schema<'ErpWorkCentreView'>>, 'hourlyCost'> & { hourlyCost: Money | null };
export type ItemStockRow = Required<Schema<'ErpItemStockRow'>>;
export type StockLotRow = Required<Schema<'ErpLotRow'>>;
export type RevisionState = Schema<'ErpRevisionState'>;

export const itemKinds = ['purchased', 'made', 'phantom'] as const;
export const trackings = ['none', 'lot', 'serial'] as const;
export const revisionStates = ['draft', 'released', 'obsolete'] as const;
export const placeKinds = ['site', 'warehouse', 'bin', 'line', 'quality', 'supplier', 'shipped', 'production', 'scrap', 'difference'] as const;

/** Makes and changes items, bills, routings, partners and places. */
export const masterRight = 'erp.master-data';

/** What master data announces when it changes. */
export const topics = { items: ['erp.items'], partners: ['erp.partners'], places: ['erp.places'] } as const;

/** A version as If-Match wants it. */
export const tag = (version: number) => `"${version}"`;

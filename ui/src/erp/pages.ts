import { Boxes, Building2, ClipboardList, Factory, GitBranch, ListTree, MapPin, Package, Route, Truck, Wrench } from 'lucide-react';
import type { Page } from '../shared/shell/pages';

const right = 'erp.read';

export const pages: readonly Page[] = [
  { path: '/orders', title: 'erp:orders.title', icon: ClipboardList, group: 'business', order: 10, right, load: () => import('./sales/Orders') },
  { path: '/orders/:no', title: 'erp:orders.title', right, load: () => import('./sales/Order') },
  { path: '/work-orders', title: 'erp:workOrders.title', icon: Factory, group: 'business', order: 20, right, load: () => import('./planning/WorkOrders') },
  { path: '/work-orders/:no', title: 'erp:workOrders.title', right, load: () => import('./planning/WorkOrder') },
  { path: '/engineering-changes', title: 'erp:changes.title', icon: GitBranch, group: 'business', order: 25, right, load: () => import('./planning/EngineeringChanges') },
  { path: '/engineering-changes/:no', title: 'erp:changes.one', right, load: () => import('./planning/EngineeringChange') },
  { path: '/stock', title: 'erp:stock.title', icon: Boxes, group: 'business', order: 30, right, load: () => import('./stock/Stock') },
  { path: '/shipments/:no', title: 'erp:stock.shipments', right, load: () => import('./stock/Shipment') },
  { path: '/count-sheets/:no', title: 'erp:stock.counts', right, load: () => import('./stock/CountSheet') },
  { path: '/items', title: 'erp:items.title', icon: Package, group: 'masterData', order: 10, right, load: () => import('./masterdata/Items') },
  { path: '/items/:no', title: 'erp:items.title', right, load: () => import('./masterdata/Item') },
  { path: '/bills', title: 'erp:bills.title', icon: ListTree, group: 'masterData', order: 20, right, load: () => import('./masterdata/Bills') },
  { path: '/bills/:itemNo', title: 'erp:bills.title', right, load: () => import('./masterdata/BillPage') },
  { path: '/routings', title: 'erp:routings.title', icon: Route, group: 'masterData', order: 30, right, load: () => import('./masterdata/Routings') },
  { path: '/routings/:itemNo', title: 'erp:routings.title', right, load: () => import('./masterdata/RoutingPage') },
  { path: '/customers', title: 'erp:partner.customers', icon: Building2, group: 'masterData', order: 40, right, load: () => import('./masterdata/Customers') },
  { path: '/suppliers', title: 'erp:partner.suppliers', icon: Truck, group: 'masterData', order: 50, right, load: () => import('./masterdata/Suppliers') },
  { path: '/places', title: 'erp:places.title', icon: MapPin, group: 'masterData', order: 60, right, load: () => import('./masterdata/Places') },
  { path: '/work-centres', title: 'erp:workCentres.title', icon: Wrench, group: 'masterData', order: 70, right, load: () => import('./masterdata/WorkCentres') },
];

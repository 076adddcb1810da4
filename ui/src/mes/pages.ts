import { Award, CalendarClock, Cog, Gauge, GitFork, Hand, ListOrdered, Megaphone, MessageSquareWarning, MonitorCog, TabletSmartphone, Users } from 'lucide-react';
import type { Page } from '../shared/shell/pages';

export const pages: readonly Page[] = [
  { path: '/station', title: 'mes:station.page', icon: TabletSmartphone, group: 'production', order: 10, right: 'mes.operate', shell: 'station', load: () => import('./station/Station') },
  { path: '/dispatch', title: 'mes:dispatch.title', icon: ListOrdered, group: 'production', order: 20, right: 'mes.read', load: () => import('./dispatch/Dispatch') },
  { path: '/board', title: 'mes:board.title', icon: MonitorCog, group: 'production', order: 30, right: 'mes.read', load: () => import('./board/Boards') },
  { path: '/board/:workCentre', title: 'mes:board.title', right: 'mes.read', shell: 'wall', load: () => import('./board/LineBoard') },
  { path: '/machines', title: 'mes:machines.title', icon: Gauge, group: 'production', order: 40, right: 'mes.read', load: () => import('./machines/Machines') },
  { path: '/labour', title: 'mes:labor.title', icon: Users, group: 'production', order: 50, right: 'mes.read', load: () => import('./labour/Labour') },
  { path: '/genealogy', title: 'mes:trace.title', icon: GitFork, group: 'quality', order: 10, right: 'mes.read', load: () => import('./genealogy/Genealogy') },
  { path: '/holds', title: 'mes:holds.title', icon: Hand, group: 'quality', order: 20, right: 'mes.read', load: () => import('./holds/Holds') },
  { path: '/holds/:holdId', title: 'mes:holds.title', right: 'mes.read', load: () => import('./holds/Hold') },
  { path: '/recalls', title: 'mes:recalls.title', icon: Megaphone, group: 'quality', order: 25, right: 'mes.read', load: () => import('./recalls/Recalls') },
  { path: '/recalls/:no', title: 'mes:recalls.one', right: 'mes.read', load: () => import('./recalls/Recall') },
  { path: '/equipment', title: 'platform:master.equipment', icon: Cog, group: 'masterData', order: 80, right: 'mes.read', load: () => import('./masterdata/Equipment') },
  { path: '/shifts', title: 'platform:master.shifts', icon: CalendarClock, group: 'masterData', order: 90, right: 'mes.read', load: () => import('./masterdata/Shifts') },
  { path: '/reasons', title: 'platform:master.reasons', icon: MessageSquareWarning, group: 'masterData', order: 100, right: 'mes.read', load: () => import('./masterdata/Reasons') },
  { path: '/skills', title: 'platform:master.skills', icon: Award, group: 'masterData', order: 110, right: 'mes.read', load: () => import('./masterdata/Skills') },
];

import { CalendarDays, Clapperboard, Gauge, ListChecks, Siren, TriangleAlert } from 'lucide-react';
import type { Page } from '../shared/shell/pages';

export const pages: readonly Page[] = [
  { path: '/exceptions', title: 'coordination:title', icon: TriangleAlert, group: 'coordination', order: 10, right: 'coordination.read', load: () => import('./Exceptions') },
  { path: '/coordination/measures', title: 'coordination:measures.title', icon: Gauge, group: 'coordination', order: 50, right: 'coordination.read', load: () => import('./Measures') },
  { path: '/coordination/scenarios', title: 'coordination:scenarios.title', icon: Clapperboard, group: 'coordination', order: 90, right: 'coordination.plan', load: () => import('./Scenarios') },
  { path: '/exceptions/:no', title: 'coordination:one', right: 'coordination.read', load: () => import('./Exception') },
  { path: '/coordination/tasks', title: 'coordination:tasks.title', icon: ListChecks, group: 'coordination', order: 5, right: 'coordination.read', load: () => import('./Tasks') },
  { path: '/coordination/tasks/:no', title: 'coordination:tasks.one', right: 'coordination.read', load: () => import('./Task') },
  { path: '/coordination/roster', title: 'coordination:roster.title', icon: CalendarDays, group: 'coordination', order: 60, right: 'coordination.read', load: () => import('./Roster') },
  { path: '/coordination/policies', title: 'coordination:policies.title', icon: Siren, group: 'coordination', order: 70, right: 'coordination.read', load: () => import('./Policies') },
];

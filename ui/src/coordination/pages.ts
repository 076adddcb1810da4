import { TriangleAlert } from 'lucide-react';
import type { Page } from '../shared/shell/pages';

export const pages: readonly Page[] = [
  { path: '/exceptions', title: 'coordination:title', icon: TriangleAlert, group: 'coordination', order: 10, right: 'coordination.read', load: () => import('./Exceptions') },
  { path: '/exceptions/:no', title: 'coordination:one', right: 'coordination.read', load: () => import('./Exception') },
];

import { ShieldCheck, Users } from 'lucide-react';
import type { Page } from '../shared/shell/pages';
import { rights } from './shapes';

export const pages: readonly Page[] = [
  { path: '/people', title: 'platform:people.title', icon: Users, group: 'system', order: 10, right: rights.peopleRead, load: () => import('./people/People') },
  { path: '/people/:number', title: 'platform:people.title', right: rights.peopleRead, load: () => import('./people/PersonPage') },
  { path: '/roles', title: 'platform:roles.title', icon: ShieldCheck, group: 'system', order: 20, right: rights.peopleRead, load: () => import('./people/Roles') },
  { path: '/account', title: 'platform:account.title', load: () => import('./people/OwnAccount') },
];
